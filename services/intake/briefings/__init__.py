"""The letter of the morning: to who coordinates, and to who speaks for an organisation."""
