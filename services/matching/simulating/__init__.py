"""Made-up towns in which ways of asking are tried out: no real person, no clock, no server."""
