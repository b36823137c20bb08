"""Invitations: who stands on an association's list is asked, and on no roster before they agree."""
