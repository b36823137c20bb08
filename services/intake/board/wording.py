"""Say in the coordinator's words how a request waits, and what became of wishes about it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.intake.board.model import BoardLine
from services.intake.board.rules.search import summary
from services.intake.requests.model import Unmatched
from services.intake.wishes.model import SentWish
from services.intake.wishes.rules import tell
from shared.web.catalogues import UnknownTextError
from shared.web.search_wording import SearchWording
from shared.web.wording import area, name_of

_UNITS: Final = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
)


@dataclass(frozen=True, slots=True)
class BoardWording(SearchWording):
    """Tells a line in one reader's language."""

    def sentence(self, line: BoardLine) -> str:
        """Say how the search for a helper stands."""
        return self.search(summary(line))

    def place(self, line: BoardLine) -> str:
        """Name the area, no closer than its postal code."""
        return area(line.municipality, line.postal_code, self.language)

    def narrowed(self, place: str | None) -> str:
        """Name what the list is narrowed to as it may be typed: a municipality, a postal code."""
        return name_of(place, self.language) if place else ""

    def wait(self, waiting: timedelta) -> str:
        """Say a wait in its largest whole unit: 3 hours, 5 minutes."""
        for name, unit in _UNITS:
            if waiting >= unit:
                return self.catalogues.counted(self.language, f"wait.{name}", waiting // unit)
        return self.text("wait.now")

    def wish(self, wish: SentWish) -> str:
        """Say what became of a wish."""
        return tell(wish, self)

    def reason(self, unmatched: Unmatched) -> str:
        """Say why it went to the coordinator; a reason without words here, with its code."""
        return self._coded("board.reason", unmatched.reason, "board.other_reason")

    def attention(self, code: str) -> str:
        """Say why somebody needs a person; a reason of a later version is another one."""
        return self._coded("attention", code, "attention.other")

    def flag(self, flag: str) -> str:
        """Say what was odd about it; a flag of a later version is another reason."""
        return self._coded("flag", flag, "flag.other")

    def _coded(self, group: str, code: str, other: str) -> str:
        try:
            return self.text(f"{group}.{code}")
        except UnknownTextError:
            return self.text(other, code=code)
