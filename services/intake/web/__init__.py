"""Intake's pages and API: parse, call a use case, render."""
