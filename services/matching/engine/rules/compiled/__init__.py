"""The two inner loops of the engine, compiled; they decide exactly as the plain ones do.

Whoever wants them asks `available` first and imports the modules only then. The compiler itself is
loaded when something is worth compiling.
"""

from importlib.util import find_spec


def available() -> bool:
    """Say whether this installation can compile: numba is optional."""
    return find_spec("numba") is not None
