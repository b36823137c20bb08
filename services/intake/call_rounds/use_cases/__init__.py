"""What is done with rounds of calls."""
