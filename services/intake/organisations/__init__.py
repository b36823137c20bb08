"""Organisations that help: who is invited of them, who applies, and who speaks for them."""
