"""What happens when someone proves who they are, or sets their account up."""
