"""Ask, show who one is, gather what is known, and read it once."""
