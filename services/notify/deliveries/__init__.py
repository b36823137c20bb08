"""What is to be brought to somebody: when it is tried, what came of it, and the staff's page."""
