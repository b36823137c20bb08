"""Which projects pay for the network, their reporting periods, and figures that people enter."""
