"""Rounds of calls: a coordinator makes a list of people, operators ring one after another."""
