"""How the network is: looked at from outside, through what every service shows and stores."""
