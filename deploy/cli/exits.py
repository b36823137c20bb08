"""What the exit code tells a script."""

from enum import IntEnum


class Exit(IntEnum):
    """The same for every command."""

    OK = 0
    FAILED = 1
    USAGE = 2
    DEGRADED = 3
    UNREACHABLE = 4
    INTERRUPTED = 130
