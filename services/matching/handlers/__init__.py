"""Use cases of matching: load, decide, save, announce."""
