"""Members: how a volunteer looks after their own membership."""
