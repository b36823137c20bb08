"""What may be sent in, and how requests are numbered."""
