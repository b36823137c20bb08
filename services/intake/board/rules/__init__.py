"""What the board shows of whom, and how it says that a search stands."""
