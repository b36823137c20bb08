"""The pages of reports, for staff only."""
