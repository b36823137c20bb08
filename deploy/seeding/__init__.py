"""A project that is played: a simulated network's days, acted out at the services' own doors."""
