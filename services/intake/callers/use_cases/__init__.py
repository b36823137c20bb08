"""Find who is like who calls, and know of everybody to find."""
