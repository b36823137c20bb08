"""What staff read: the report of a period, and the timeline of one request."""
