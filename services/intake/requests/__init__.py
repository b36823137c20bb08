"""Requests for help: how each stands, what changes it, and the page of the one who asked."""
