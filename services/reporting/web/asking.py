"""Read the days a form asks for."""

import re
from dataclasses import dataclass
from datetime import date

_FINNISH = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class AskedDay:
    """What somebody put into a field for a day."""

    field: str
    text: str

    @property
    def day(self) -> date | None:
        """The day, written 2026-11-25 or 25.11.2026; None when it is none."""
        text = self.text.strip()
        if found := _FINNISH.fullmatch(text):
            text = f"{found['year']}-{found['month']:0>2}-{found['day']:0>2}"
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    @property
    def wrong(self) -> bool:
        """Say whether something was given that is no day."""
        return bool(self.text.strip()) and self.day is None
