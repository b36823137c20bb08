"""Whom an organisation helps, and what whoever asked says of organisations."""
