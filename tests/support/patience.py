"""How long a test waits for what happens anyway: only what hangs waits so long."""

from typing import Final

PATIENCE: Final = 60.0
"""Seconds. A machine may stand still for some while other tests start their servers; it is shorter
than the limit of a test, so that what was waited for is named."""
