"""What happens with organisations at intake: people are invited, apply, and are decided about."""
