"""Deliveries in PostgreSQL: recipients and contents sealed, leases kept by the database's clock."""
