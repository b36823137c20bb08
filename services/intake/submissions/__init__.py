"""How requests come in: each once, from the form, partners and imports."""
