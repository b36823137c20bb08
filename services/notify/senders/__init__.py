"""The ways out: mail and webhooks, the words of a letter, and the loop that keeps them busy."""
