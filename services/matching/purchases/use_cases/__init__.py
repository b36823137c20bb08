"""What coordinators agree on and suppliers deliver."""
