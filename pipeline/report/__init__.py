"""The report: one HTML page of a folder of records that opens from disk and fetches nothing (docs/report.md)."""
