"""How requests come in, go on when a person let them, and what is forgotten of it."""
