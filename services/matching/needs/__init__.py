"""Needs: the requests that want a helper, and how each stands."""
