"""Nothing is kept for ever: what is kept how long is data, and one loop a service removes it."""
