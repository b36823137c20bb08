"""What an organisation may become, give and be asked."""
