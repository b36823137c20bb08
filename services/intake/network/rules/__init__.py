"""What is typed about the network's life, and whether the network is ready to open."""
