"""Say in the coordinator's words how a request waits, and what became of wishes about it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from services.intake.board.model import BoardLine, Part
from services.intake.board.rules import summary
from services.intake.requests.model import Unmatched
from services.intake.wishes.model import SentWish
from shared.web.catalogues import UnknownTextError
from shared.web.wording import Wording, area

_UNITS: Final = (
    ("days", timedelta(days=1)),
    ("hours", timedelta(hours=1)),
    ("minutes", timedelta(minutes=1)),
)


@dataclass(frozen=True, slots=True)
class BoardWording(Wording):
    """Tells a line in one reader's language."""

    def sentence(self, line: BoardLine) -> str:
        """Say the counts: 12 fit, 7 asked, 3 declined, 2 at their weekly limit."""
        summed = summary(line)
        opening = [self.text(f"board.search.{summed.opening}")] if summed.opening else []
        return ", ".join([*opening, *(self._part(*each) for each in summed.counts.items())])

    def place(self, line: BoardLine) -> str:
        """Name the area, no closer than its postal code."""
        return area(line.municipality, line.postal_code, self.language)

    def wait(self, waiting: timedelta) -> str:
        """Say a wait in its largest whole unit: 3 hours, 5 minutes."""
        for name, unit in _UNITS:
            if waiting >= unit:
                return self.catalogues.counted(self.language, f"wait.{name}", waiting // unit)
        return self.text("wait.now")

    def wish(self, wish: SentWish) -> str:
        """Say what became of a wish; a reason that has no words here is shown with its code."""
        number = wish.volunteer_number
        if number is None:
            return self._answer("referral", wish.answer)
        return self.text("board.wish_of", number=number, answer=self._answer("ask", wish.answer))

    def reason(self, unmatched: Unmatched) -> str:
        """Say why it went to the coordinator; a reason without words here, with its code."""
        return self._coded("board.reason", unmatched.reason, "board.other_reason")

    def _answer(self, kind: str, answer: str | None) -> str:
        if answer is None:
            return self.text(f"board.wish_sent.{kind}")
        return self._coded(f"board.wish.{kind}", answer, f"board.wish_other.{kind}")

    def _coded(self, group: str, code: str, other: str) -> str:
        try:
            return self.text(f"{group}.{code}")
        except UnknownTextError:
            return self.text(other, code=code)

    def _part(self, part: Part, count: int) -> str:
        if part is Part.ASKED and not count:
            return self.text("board.search.asked_nobody")
        return self.catalogues.counted(self.language, f"board.search.{part}", count)
