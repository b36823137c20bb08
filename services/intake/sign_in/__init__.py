"""Signing in by two steps, and how an account gets its password and second factor."""
