"""The letter of the morning to who coordinates: who waits longest, and what was promised."""
