"""Who called before and likely needs the same, found in memory while an operator types."""
