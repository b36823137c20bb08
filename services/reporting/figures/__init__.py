"""What the facts add up to: what is known of each thing, and the figures of a period."""
