"""Pages of organisations at intake: the coordinators', and the one on which anybody applies."""
