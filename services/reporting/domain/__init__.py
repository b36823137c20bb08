"""What the facts add up to: pure values and the rules that join them."""
