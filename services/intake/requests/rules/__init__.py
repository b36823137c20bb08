"""Decisions about a request."""
