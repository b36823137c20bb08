"""Programme: what is planned, for whoever wants to come."""
