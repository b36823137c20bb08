"""What is decided about calls."""
