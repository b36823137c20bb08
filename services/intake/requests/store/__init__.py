"""Requests on PostgreSQL."""
