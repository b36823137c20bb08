"""Calls that nobody answered, or that ring now: noted by hand or by a telephone system."""
