"""How the network stands in its life, who decided it and why: what every other service hears."""
