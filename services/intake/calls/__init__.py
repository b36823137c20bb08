"""Calls with the network's phone: what is typed meanwhile, and how each ends."""
