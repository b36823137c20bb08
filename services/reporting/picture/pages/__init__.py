"""The pages of the situation picture."""
