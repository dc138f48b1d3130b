"""The tables that other stages may ask for."""

from __future__ import annotations

from pipeline.entities.organizations_table import Organization, organizations

__all__ = ["Organization", "organizations"]
