"""Partners: the organisations that help, what each of them does, where and how much of it."""
