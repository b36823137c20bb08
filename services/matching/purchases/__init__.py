"""Purchases: services that are bought from suppliers, and what of them was delivered."""
