"""Pages of organisations: a member's own, and the coordinators' list of all."""
