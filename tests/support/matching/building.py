"""Values and events of matching, each with one bent line where a test needs it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID, uuid4

from typing_extensions import override

from services.matching.domain.explaining import Considered, Decision
from services.matching.domain.model import Contact, Need, Offer, RequestId, SignUp
from services.matching.engine.model import Reason, Wanted, minute_of
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.ports import Wording
from services.matching.store.homes import place_of
from shared.contracts import words
from shared.contracts.envelope import Envelope
from shared.contracts.event import Event
from shared.contracts.intake import (
    RequestCancelled,
    RequestClosed,
    RequestCompleted,
    RequestCreated,
)
from shared.contracts.words import Category, Language, Urgency
from shared.messaging.outbox import Announcement, Outbox

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
MIKKELI, JUVA = "491", "178"


def offer(
    *,
    areas: Sequence[str] = (MIKKELI,),
    categories: Sequence[Category] = (Category.GROCERIES,),
    languages: Sequence[Language] = (Language.FINNISH,),
    weekly_cap: int = 2,
    postal_code: str = "50100",
) -> Offer:
    """Groceries in Mikkeli, in Finnish."""
    return Offer(
        language=Language.FINNISH,
        postal_code=postal_code,
        municipality=areas[0],
        areas=tuple(areas),
        languages=tuple(languages),
        categories=tuple(categories),
        weekly_cap=weekly_cap,
    )


def contact(email: str | None = None, name: str = "Veera Virtanen") -> Contact:
    """Someone, with an address of their own."""
    return Contact(name=name, email=email or f"{uuid4().hex}@example.org", phone="+358401234567")


def sign_up(email: str | None = None, offered: Offer | None = None) -> SignUp:
    """Give a form that passed."""
    return SignUp(contact(email), offered or offer())


def need(
    *,
    request_id: UUID | None = None,
    category: Category | None = Category.GROCERIES,
    urgency: Urgency = Urgency.TODAY,
    municipality: str = MIKKELI,
    volunteer_allowed: bool = True,
) -> Need:
    """Someone in Mikkeli needs groceries today."""
    return Need(
        request_id=RequestId(request_id or uuid4()),
        service_line="errands",
        category=category,
        urgency=urgency,
        municipality=municipality,
        postal_code="50100",
        language=Language.FINNISH,
        volunteer_allowed=volunteer_allowed,
    )


def wanted(*, urgency: Urgency = Urgency.TODAY) -> Wanted:
    """Say what that person wants of a helper."""
    return Wanted(
        category=Category.GROCERIES,
        language=Language.FINNISH,
        municipality=MIKKELI,
        place=place_of("50100", MIKKELI),
        urgency=urgency,
        minute=minute_of(NOW),
        ask_limit=3,
        forget_minutes=1440,
    )


def decision(*, fitting: int = 12) -> Decision:
    """One was asked, one would be next."""
    cost = Cost(waiting=8.5, distance=1.25, load=4.0, disturbance=0.5, scarcity=0.0)
    return Decision(
        asked=(Considered(7, 2.5, 0.45, cost),),
        next_best=(Considered(9, 3.125, 0.4, cost),),
        fitting=fitting,
        at_cap=2,
        asked_before=7,
        declined=3,
        refusals={Reason.AREA: 4},
        expected_minutes=23.5,
    )


class PlainWording(Wording):
    """Codes as they are."""

    @override
    def kind(self, category: Category, language: Language) -> str:
        return f"{category} in {language}"

    @override
    def area(self, municipality: str, postal_code: str, language: Language) -> str:
        return f"{municipality} {postal_code}"

    @override
    def time(self, moment: datetime, language: Language) -> str:
        return moment.isoformat()


@dataclass
class RequestStory:
    """One request as intake tells it."""

    request_id: UUID = field(default_factory=uuid4)
    category: words.Category | None = words.Category.GROCERIES
    urgency: words.Urgency = words.Urgency.TODAY
    volunteer_allowed: bool = True
    municipality: str = MIKKELI
    postal_code: str = "50100"

    def created(self) -> Envelope[RequestCreated]:
        """Tell that it came in."""
        data = RequestCreated(
            request_id=self.request_id,
            service_line=words.ServiceLine.ERRANDS,
            category=self.category,
            urgency=self.urgency,
            municipality=self.municipality,
            postal_code=self.postal_code,
            language=words.Language.FINNISH,
            channel=words.Channel.WEB,
            on_behalf=False,
            volunteer_allowed=self.volunteer_allowed,
        )
        return cast("Envelope[RequestCreated]", self._tell(1, data))

    def cancelled(self) -> Envelope[RequestCancelled]:
        """Tell that it was taken back."""
        data = RequestCancelled(request_id=self.request_id, reason=words.ClosureReason.CANCELLED)
        return cast("Envelope[RequestCancelled]", self._tell(2, data))

    def completed(self, match_id: UUID | None = None) -> Envelope[RequestCompleted]:
        """Tell that the help was given."""
        data = RequestCompleted(request_id=self.request_id, match_id=match_id)
        return cast("Envelope[RequestCompleted]", self._tell(2, data))

    def closed(
        self, reason: words.ClosureReason = words.ClosureReason.CANCELLED
    ) -> Envelope[RequestClosed]:
        """Tell that nothing more will happen."""
        data = RequestClosed(request_id=self.request_id, reason=reason)
        return cast("Envelope[RequestClosed]", self._tell(3, data))

    def _tell(self, version: int, data: Event) -> Envelope[Any]:
        announcement = Announcement(
            f"request/{self.request_id}",
            version,
            data,
            self.request_id,
            municipality=self.municipality,
        )
        return Outbox("porukalla/intake", lambda: NOW, uuid4).envelope(announcement)
