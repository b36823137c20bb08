"""What a loop knows of what fails: since when, how often, and whether it is worth a line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import structlog

from shared.postgres.errors import is_unavailable
from shared.telemetry.health import Finding

TELL_AGAIN_SECONDS: Final = 60.0
"""What fails each second is told once a minute."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Trouble:
    """A failure that no success has followed yet."""

    since: float
    error: str
    """The kind of the last one."""
    times: int
    told_at: float
    is_news: bool
    """Whether the last one is worth a line in the log."""

    def finding(self, now: float) -> Finding:
        """Say it to whoever asks how the service is."""
        seconds = round(now - self.since, 1)
        return Finding("degraded", {"error": self.error, "seconds": seconds, "times": self.times})


def after_failure(before: Trouble | None, error: BaseException, now: float) -> Trouble:
    """Take a failure at the time `now` in; the first, another kind and a long silence are news."""
    kind = type(error).__name__
    if before is None:
        return Trouble(now, kind, 1, now, is_news=True)
    is_news = kind != before.error or now - before.told_at >= TELL_AGAIN_SECONDS
    told_at = now if is_news else before.told_at
    return Trouble(before.since, kind, before.times + 1, told_at, is_news)


def voice_for(error: BaseException) -> Callable[..., None]:
    """Warn of a database that is away, which ends by itself; anything else is an error."""
    voice: Callable[..., None] = log.warning if is_unavailable(error) else log.error
    return voice
