"""Say in sentences what was said and done about a request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from services.intake.requests.model import Request
from services.intake.timelines.model import CONSENT, PROPOSAL, REFERRAL, Entry, Line
from shared.web.catalogues import UnknownTextError
from shared.web.wording import Wording, area, name_of

_GROUPS: Final[Mapping[str, str]] = {
    "asked": "channel",
    "closed": "closure",
    "unmatched": "board.reason",
    "wish_answer": "rule",
    "referral_answer": "rule",
    "widening_answer": "rule",
    "person_called": "attention",
    "person_took": "attention",
    "person_settled": "call_list.outcome",
    "call": "call_outcome",
    "act": "acts.past",
    "sent": "letter",
    "failed": "letter",
    "under_way": "letter",
}
"""Of each kind of entry the texts of its codes."""
_BY_CODE: Final = frozenset({PROPOSAL, REFERRAL, CONSENT, "village", "wish"})
"""Kinds of which each code has a sentence of its own."""
_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class TimelineWording(Wording):
    """Tells in one reader's language."""

    def sentence(self, line: Line) -> str:
        """Say what happened, and how often; what a later version notes is said by its codes."""
        entry = line.first
        by_code = f".{entry.code}" if entry.what in _BY_CODE else ""
        values = {"said": self._said(entry), "who": entry.who, **self._details(entry)}
        count = len(line.entries)
        try:
            text_id = f"timeline.told.{entry.what}{by_code}"
            return self.catalogues.counted(self.language, text_id, count, **values)
        except UnknownTextError:
            return self.text("timeline.told.other", code=f"{entry.what} {entry.code}")

    def place(self, municipality: str, postal_code: str | None) -> str:
        """Name the area, no closer than its postal code."""
        return area(municipality, postal_code, self.language)

    def village_line(self, request: Request, url: str) -> str:
        """Say what is needed where and when: no person, no street and no postal code."""
        kinds = ", ".join(self.kind(each).lower() for each in request.needs)
        return self.text(
            "timeline.village.line",
            place=name_of(request.municipality, self.language),
            kinds=kinds,
            when=self.code("urgency", request.urgency).lower(),
            url=url,
        )

    def _said(self, entry: Entry) -> str:
        group = _GROUPS.get(entry.what)
        if group is None or not entry.code:
            return self.text("letter.news") if group == "letter" else ""
        return self.code(group, entry.code)

    def _details(self, entry: Entry) -> Mapping[str, str]:
        tell = _DETAILS.get(entry.what)
        return tell(self, entry.fields) if tell else {}

    def corrected(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Name what was corrected."""
        names = [self.code("calls.field", field) for field in fields]
        return {"fields": ", ".join(name[:1].lower() + name[1:] for name in names)}

    def call(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Say who rang whom, and how long it took."""
        direction, seconds = fields
        return {
            "direction": self.code("calls.direction", direction),
            "minutes": self.number(-(-int(seconds) // _MINUTE)),
        }

    def act(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Say why it was done, where somebody had to say so."""
        reasons = [self.code("act_reason", reason) for reason in fields]
        return {"why": f": {reasons[0]}" if reasons else ""}

    def widening(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Say which limits the search goes past, and why."""
        reason, *limits = fields
        names = [self.code("soft_limit", limit) for limit in limits]
        return {"limits": ", ".join(names), "why": self.code("widening_reason", reason)}

    def widened(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Say how many more may be asked."""
        return {"more": fields[0] if fields else ""}

    def referral(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Name the organisation."""
        name = fields[0] if fields else ""
        return {"partner": name or self.text("timeline.some_partner")}

    def consent(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Say how they were asked."""
        return {"way": self.code("channel", fields[0]) if fields else ""}

    def wish(self, fields: tuple[str, ...]) -> Mapping[str, str]:
        """Name the volunteer as the roster does."""
        return {"volunteer": fields[0] if fields else ""}


_DETAILS: Final[Mapping[str, Callable[[TimelineWording, tuple[str, ...]], Mapping[str, str]]]] = {
    "act": TimelineWording.act,
    "corrected": TimelineWording.corrected,
    "call": TimelineWording.call,
    CONSENT: TimelineWording.consent,
    REFERRAL: TimelineWording.referral,
    "widened": TimelineWording.widened,
    "widening": TimelineWording.widening,
    "widening_undone": TimelineWording.widening,
    "widening_waits": TimelineWording.widening,
    "wish": TimelineWording.wish,
    "wish_answer": TimelineWording.wish,
    "wish_undone": TimelineWording.wish,
    "wish_waits": TimelineWording.wish,
}
