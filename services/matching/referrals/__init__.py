"""Referrals: one partner organisation is asked to see to a request, until it is closed."""
