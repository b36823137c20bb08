"""What people type, read by one rule each, whatever door it comes through; no clock, no network."""
