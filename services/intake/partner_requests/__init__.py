"""Requests that a partner organisation or a referrer makes for somebody, and how they go."""
