"""Values of calls, and of what is asked in them."""
