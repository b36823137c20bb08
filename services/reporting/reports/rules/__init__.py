"""How a report is made: pure decisions."""
