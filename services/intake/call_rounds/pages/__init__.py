"""Pages of rounds of calls: the coordinator's, and those of whoever rings."""
