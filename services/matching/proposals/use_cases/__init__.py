"""What happens to a proposal, a file for each occasion."""
