"""When to try again, and when to stop and tell a human."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final, NamedTuple, assert_never

from services.notify.deliveries.model import Accepted, Claim, Outcome, Refused, Rejected, Unreadable


@dataclass(frozen=True, slots=True)
class Ladder:
    """How many seconds to wait before each attempt, by the network's clock."""

    seconds: tuple[int, ...]
    repeats: bool = False
    """Whether the last wait repeats until the delivery expires."""

    def wait_after(self, tries: int) -> int | None:
        """Give the seconds after the attempt numbered `tries`; None when it was the last."""
        if tries < len(self.seconds):
            return self.seconds[tries]
        return self.seconds[-1] if self.repeats else None


CALLS: Final = Ladder((0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400))
"""As Standard Webhooks 1.0.0 says: 75.6 hours in all."""
LETTERS: Final = Ladder((0, 30, 120, 600, 1800), repeats=True)
"""Until nobody needs the letter any more."""
FAULTS: Final = Ladder((0, 30, 120, 600, 3600, 10_800))
"""For what we cannot read: four hours to mend it, for all of it may be well; then a human's."""
MOST_INTERRUPTED: Final = 5
"""What kills or hangs whoever tries it so often is not tried again."""
JITTER = 0.1
"""Up to this share later, so that what failed together does not come back together."""
LONGEST_WAIT = timedelta(hours=24)
"""A partner's Retry-After counts up to here for what was refused…"""
LONGEST_REST = timedelta(hours=1)
"""…and up to here for everything else that waits for the same endpoint."""
SILENT_FOR = timedelta(hours=75)
"""An endpoint that took nothing for so long when a delivery is given up is switched off."""
RESTS_FOR = timedelta(hours=24)
"""How long an endpoint may ask for one rest after the other; then its news go their own ways."""


class Done(NamedTuple):
    """It is with the next carrier."""

    response: str


class Again(NamedTuple):
    """Try once more after a while."""

    response: str
    delay: timedelta


class GiveUp(NamedTuple):
    """Stop; a human is told the reason."""

    response: str
    reason: str
    gone: bool = False


Step = Done | Again | GiveUp


def why_not(claim: Claim) -> Outcome | None:
    """Say why an attempt is not even made; None when it is."""
    if claim.expired:
        return Rejected("expired", "expired")
    if claim.interrupted >= MOST_INTERRUPTED:
        return Rejected("interrupted", "interrupted")
    return None


def rest_asked(outcome: Outcome) -> timedelta | None:
    """Say how long the whole endpoint is left alone, when it asked for that."""
    asked = outcome.retry_after if isinstance(outcome, Refused) else None
    return min(asked, LONGEST_REST) if asked is not None and asked > timedelta(0) else None


def next_step(ladder: Ladder, tries: int, outcome: Outcome, jitter: float) -> Step:
    """Decide after the attempt numbered `tries`; `jitter` is drawn from [0, 1)."""
    match outcome:
        case Accepted(response):
            return Done(response)
        case Rejected(response, reason, gone):
            return GiveUp(response, reason, gone)
        case Refused(response, retry_after):
            return _again(ladder.wait_after(tries), response, retry_after, jitter)
        case Unreadable():
            step = _again(FAULTS.wait_after(tries), "unreadable", None, jitter)
            return GiveUp("unreadable", "unreadable") if isinstance(step, GiveUp) else step
    assert_never(outcome)


def _again(
    seconds: int | None, response: str, retry_after: timedelta | None, jitter: float
) -> Again | GiveUp:
    if seconds is None:
        return GiveUp(response, "gave_up")
    asked = min(retry_after or timedelta(0), LONGEST_WAIT)
    planned = timedelta(seconds=seconds * (1 + JITTER * jitter))
    return Again(response, max(planned, asked))
