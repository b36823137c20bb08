"""Somebody asks what the network knows of them, and all services answer."""
