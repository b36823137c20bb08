"""Reasons: why a need stands as it does, for coordinators."""
