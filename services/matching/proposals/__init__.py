"""Proposals: whom to ask about a need, and what they answer."""
