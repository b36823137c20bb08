"""What counts as a second factor, and what as a password."""
