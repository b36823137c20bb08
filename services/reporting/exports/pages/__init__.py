"""Pages of keys and of open data."""
