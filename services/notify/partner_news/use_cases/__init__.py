"""What organisations are told: taken in, chosen, written, and ended when one leaves."""
