"""Types that the broker does not let a relay say: set aside, told, and tried again now and then.

One of them among many closes the channel, then the connection, and of the others nobody knows
which arrived. So after that the relay sends one by one until it has found which type it was.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import structlog
from aiormq.exceptions import (
    ChannelAccessRefused,
    ChannelPreconditionFailed,
    ConnectionChannelError,
)

from shared.telemetry.health import Finding

AGAIN_SECONDS: Final = 60.0
"""Somebody may have given the right meanwhile."""
FORBIDDING: Final = (ChannelAccessRefused, ChannelPreconditionFailed)
"""What the broker answers to the one message that it forbids."""
SIGNS: Final = (*FORBIDDING, ConnectionChannelError)
"""What the others under way get, when one of them was forbidden."""

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class ForbiddenTypes:
    """What one relay may not say, as far as it knows; remembered no longer than it runs."""

    clock: Callable[[], float] = time.monotonic
    is_suspected: bool = field(default=False, init=False)
    """Whether something unknown was forbidden, so that events go one by one."""
    _again_at: dict[str, float] = field(default_factory=dict, init=False)

    @property
    def names(self) -> frozenset[str]:
        """The types that wait."""
        return frozenset(self._again_at)

    def begin_pass(self) -> None:
        """Let those be tried again whose time has come."""
        now = self.clock()
        for name in [name for name, at in self._again_at.items() if at <= now]:
            del self._again_at[name]
            self.is_suspected = True

    def end_pass(self) -> None:
        """Send many at once again: what there was to find is found."""
        self.is_suspected = False

    def suspect(self) -> None:
        """Note that one of many was forbidden."""
        self.is_suspected = True

    def add(self, name: str) -> None:
        """Set a type aside that was forbidden alone."""
        log.error("event type forbidden by the broker", event_type=name)
        self._again_at[name] = self.clock() + AGAIN_SECONDS
        self.is_suspected = False

    async def probe(self) -> Finding:
        """Say what waits for somebody to give the right."""
        if not self._again_at:
            return Finding("ok")
        return Finding("degraded", {"types": ", ".join(sorted(self._again_at))})
