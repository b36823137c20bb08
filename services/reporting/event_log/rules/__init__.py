"""What is decided of the log without a look at it."""
