"""Pages where staff sign in, and where an account is set up."""
