"""How what is typed about plans and activities is read, and when a series is."""
