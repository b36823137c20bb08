"""The operator's tool, `./porukalla`: one module a command."""
