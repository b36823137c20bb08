"""Somebody in danger who has called 112, or cannot."""
