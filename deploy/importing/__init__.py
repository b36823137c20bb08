"""Bring requests and volunteers from a file in, through the same doors as everyone."""
