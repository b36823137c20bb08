"""What reporting does: record facts, and show what they add up to."""
