"""The coordinator's board: what waits, how long, and why nobody was found."""
