"""Staff look somebody up, for a reason; and who looked at whom is told."""
