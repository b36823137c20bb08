"""What happens with organisations: they are invited, join, change, rest and leave."""
