"""The pages of reporting: the report and the timeline of one request, for staff only."""
