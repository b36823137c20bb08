"""What a coordinator does at the board, and what matching says for it."""
