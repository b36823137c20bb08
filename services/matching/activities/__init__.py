"""Activities: what partners do for many at once, counted without names."""
