"""What volunteers do with their place on the roster, and what is said of it."""
