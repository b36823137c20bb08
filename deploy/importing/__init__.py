"""Bring requests from a file in, through the same door as the form."""
