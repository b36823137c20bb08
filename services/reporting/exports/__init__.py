"""The figures of published reports for others: as open data, and by a key for a funder's tools."""
