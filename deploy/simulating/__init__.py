"""Ways of asking tried out in made-up towns: no real person, no clock, no server."""
