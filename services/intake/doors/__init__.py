"""How strangers come in: what is counted, what is asked of them, and what only a person decides."""
