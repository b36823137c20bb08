"""Proposals in PostgreSQL: choosing, matches, and needs that are woken."""
