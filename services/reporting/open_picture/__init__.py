"""The open picture: what everybody may see of the network, closed once a day."""
