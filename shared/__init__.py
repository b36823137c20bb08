"""What the four services share: contracts, delivery, storage, pages; never a rule of a service."""
