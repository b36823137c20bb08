"""Volunteers' pages: parse, call a use case, render. None of them needs a script."""
