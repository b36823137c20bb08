"""Supply: how much help there is in a town, said so that it points to nobody."""
