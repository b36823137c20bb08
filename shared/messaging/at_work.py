"""How long the handlers under way have been at it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from shared.contracts.envelope import Envelope
from shared.messaging.receiver import Handler


@dataclass(slots=True)
class AtWork:
    """Remembers when each call of its handlers began."""

    clock: Callable[[], float] = time.monotonic
    _since: dict[object, float] = field(default_factory=dict, init=False)

    def noting(self, handler: Handler) -> Handler:
        """Give the handler, watched."""

        async def handle(event: Envelope[Any]) -> None:
            call = object()
            self._since[call] = self.clock()
            try:
                await handler(event)
            finally:
                del self._since[call]

        return handle

    def longest(self) -> float:
        """Give the seconds of the oldest one, 0 when none is under way."""
        return self.clock() - min(self._since.values(), default=self.clock())
