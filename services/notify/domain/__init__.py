"""Pure rules of sending: when to try again, whom to trust with a connection, how text is set."""
