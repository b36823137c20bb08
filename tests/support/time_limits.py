"""A test that does not end is ended, and with it the worker that ran it; the others go on.

pytest-timeout interrupts once, and not at all after a failure. What it raises may end a task in the
background instead of the test, and what is left then is awaited for ever: by a fixture that puts
away, by a `finally` of the test. So a second limit holds for all of a test together with its
fixtures. When it is over the stacks are printed and the process ends, even if it is stuck in C;
xdist starts another worker, which goes on with the next test, and what the worker had started ends
with it.
"""

import faulthandler
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from pytest_timeout import _get_item_settings  # type: ignore[import-untyped]  # it has none

GRACE_SECONDS = 60.0
"""How long a test may take to end after it was interrupted, or has failed."""


@dataclass(slots=True, eq=False)
class TimeLimits:
    """A plugin of the process that runs the tests."""

    grace_seconds: float = GRACE_SECONDS
    _says: int = field(default_factory=lambda: os.dup(2))
    """Where errors go now, before pytest keeps what a test says to itself."""
    _ends_at: float | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Have the process end unless the test and its fixtures do."""
        seconds = _get_item_settings(item).timeout
        if not seconds or item.config.getoption("usepdb"):
            return (yield)
        self._ends_at = time.monotonic() + seconds + self.grace_seconds
        self._set()
        try:
            return (yield)
        finally:
            self._ends_at = None
            faulthandler.cancel_dump_traceback_later()

    @pytest.hookimpl(trylast=True)
    def pytest_exception_interact(self) -> None:
        """Go on after a failure: pytest takes the limit away, for whoever looks with a debugger."""
        self._set()

    def _set(self) -> None:
        if self._ends_at is not None:
            left = max(self._ends_at - time.monotonic(), self.grace_seconds)
            faulthandler.dump_traceback_later(left, exit=True, file=self._says)
