"""Pages of purchases: the coordinators' contracts, and a supplier's own."""
