"""The front door: requests from the first word to closed, their contact data, and who is staff."""
