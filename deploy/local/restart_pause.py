"""How long to wait before a process that ended is started again."""

FIRST_SECONDS = 0.5
MOST_SECONDS = 30.0
CALM_SECONDS = 60.0
"""A process that lived this long has earned a quick start."""


def next_pause(previous: float, alive_seconds: float) -> float:
    """Double the pause each time, up to half a minute; a calm life resets it."""
    if previous == 0.0 or alive_seconds >= CALM_SECONDS:
        return FIRST_SECONDS
    return min(previous * 2, MOST_SECONDS)
