"""How a cell is said."""
