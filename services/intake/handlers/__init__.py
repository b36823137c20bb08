"""Use cases, from events and from pages alike: load, decide, save, announce."""
