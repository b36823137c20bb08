"""The log of all facts: it only grows, and everything else can be made from it again."""
