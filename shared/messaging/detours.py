"""Where a delivery goes when its handler failed: up the ladder, or to the parked queue."""

import traceback
from dataclasses import dataclass

from shared.messaging.errors import PermanentError
from shared.messaging.topology import WorkQueue


@dataclass(frozen=True, slots=True)
class Detour:
    """The next queue of a failed delivery; `attempts` counts the failures so far."""

    routing_key: str
    attempts: int
    reason: str
    parked: bool


def detour(queue: WorkQueue, failures_before: int, error: Exception) -> Detour:
    """Choose the rung by how often this failed already; the last rung repeats until the limit."""
    attempts = failures_before + 1
    if isinstance(error, PermanentError) or attempts >= queue.max_attempts:
        return Detour(queue.parked, attempts, describe(error), parked=True)
    rung = queue.delays[min(attempts, len(queue.delays)) - 1]
    return Detour(queue.retry(rung), attempts, describe(error), parked=False)


def describe(error: Exception) -> str:
    """Name the error and its place, without any value it may carry (personal data)."""
    if isinstance(error, PermanentError):
        return f"{type(error).__name__}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"
