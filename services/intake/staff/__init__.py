"""Staff of the network: their accounts, signing in and out."""
