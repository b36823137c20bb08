"""The picture in PostgreSQL."""
