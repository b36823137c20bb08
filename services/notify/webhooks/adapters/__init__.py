"""HTTP to partners' endpoints, and the guard that says where a connection may go."""
