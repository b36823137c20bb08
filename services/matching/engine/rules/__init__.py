"""The rules of choosing: who may be asked, at what cost, and all needs assigned at once."""
