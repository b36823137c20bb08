"""Who of those who ask needs a person now, why, and who has taken it on."""
