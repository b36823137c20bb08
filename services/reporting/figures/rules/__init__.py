"""What the figures decide without a database."""
