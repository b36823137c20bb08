"""Everything of `up` on one machine: private servers and the processes beside them."""
