"""`/api/requests`: what is sent there, how it is read, and what is answered."""
