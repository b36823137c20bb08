"""Volunteers in PostgreSQL: contact data sealed, everything else in plain columns."""
