"""How alike who calls and who is known are: pure, and in memory."""
