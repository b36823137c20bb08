"""The evidence: keeps every fact, counts what was done, and tells the story of one request."""
