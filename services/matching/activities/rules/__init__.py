"""How what is typed about activities is read."""
