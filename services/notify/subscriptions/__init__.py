"""Partner organisations' endpoints and what they want to hear."""
