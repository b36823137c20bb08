"""Whoever asked adds to their request or corrects it."""
