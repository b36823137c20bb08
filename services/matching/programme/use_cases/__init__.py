"""What organisations plan, and what anybody does with it."""
