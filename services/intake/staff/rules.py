"""How long someone waits after wrong passwords, by the network's clock."""

from datetime import timedelta
from typing import Final

FREE_TRIES: Final = 5
_LONGEST: Final = timedelta(minutes=15)
_DOUBLINGS: Final = 10


def delay_after(failures: int) -> timedelta:
    """Nothing for the first tries, then 2 s, 4 s … up to a quarter of an hour."""
    if failures < FREE_TRIES:
        return timedelta()
    steps = min(failures - FREE_TRIES + 1, _DOUBLINGS)
    return min(timedelta(seconds=2**steps), _LONGEST)
