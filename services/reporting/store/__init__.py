"""The log and the projections in PostgreSQL, written many rows at a time."""
