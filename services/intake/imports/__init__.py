"""Coordinators hand files of requests in: checked first, and nothing is taken unconfirmed."""
