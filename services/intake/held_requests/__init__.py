"""Requests that came in oddly: kept, and looked at by a person before anybody is asked."""
