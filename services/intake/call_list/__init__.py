"""The list of those who need a person now: taken by one of the staff, and settled."""
