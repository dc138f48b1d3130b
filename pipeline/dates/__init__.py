"""Dates, periods, durations and recurrences: found in French text and normalised to EDTF and ISO 8601."""

from pipeline.dates.document_date import find_document_date
from pipeline.dates.find import find_dates

__all__ = ["find_dates", "find_document_date"]
