"""The volunteers' pages: sign up, answer a proposal, tell a task done."""
