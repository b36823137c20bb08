"""What the log is asked for."""
