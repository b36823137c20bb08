"""What the operator sees of a simulation: a table, a picture, a file."""
