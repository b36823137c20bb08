"""Pages that belong to no one request."""
