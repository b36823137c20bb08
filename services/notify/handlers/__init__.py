"""Use cases: take in what must be said, send it, and follow up what could not be sent."""
