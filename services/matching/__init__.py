"""Matching owns the roster: volunteers, proposals, assignments and what was done."""
