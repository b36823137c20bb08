"""What is decided about rounds of calls."""
