"""When the network's phone is answered."""
