"""How long a shift lasts of which nothing is heard."""

from datetime import timedelta
from typing import Final

IDLE: Final = timedelta(hours=2)
"""Without a press or a call that ended it ends by itself; while a call is typed in it goes on."""
