"""Links to a request: one for somebody close, and a new one for whoever lost theirs."""
