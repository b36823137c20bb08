"""Does the network run on a stranger's machine? Bare Debians, made and entered here, answer.

Run `make machines` as root; only the standard library is needed.
"""
