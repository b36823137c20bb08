"""What is done with the picture: it is shown, and told to those who look at it."""
