"""Volunteers: who offered to help, who they are, and how choosing sees them."""
