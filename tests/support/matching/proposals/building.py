"""What is wanted, decided and claimed, and words for letters."""

from datetime import datetime, timedelta
from uuid import uuid4

from typing_extensions import override

from services.matching.engine.model import Reason, Wanted, minute_of
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.needs.model import Need
from services.matching.proposals.adapters import place_of
from services.matching.proposals.model import (
    Claim,
    Considered,
    Decision,
    MatchId,
)
from services.matching.proposals.ports import Wording
from shared.contracts.words import Category, Language, Urgency
from shared.sealing.tokens import token_hash
from tests.support.matching.building import NOW
from tests.support.matching.volunteers.building import MIKKELI


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
    def urgency(self, urgency: Urgency | None, language: Language) -> str:
        return f"{urgency} in {language}"

    @override
    def area(self, municipality: str, postal_code: str | None, language: Language) -> str:
        return f"{municipality} {postal_code}"

    @override
    def time(self, moment: datetime, language: Language) -> str:
        return moment.isoformat()


MINUTES_15, DAY = timedelta(minutes=15), timedelta(days=1)


def claim(
    about: Need, number: int, token: str | None = None, *, slack: timedelta | None = 3 * DAY
) -> Claim:
    """Claim someone for a quarter of an hour; the ask is forgotten in a day."""
    return Claim(
        id=MatchId(uuid4()),
        request_id=about.request_id,
        number=number,
        attempt=1,
        lifetime=MINUTES_15,
        slack=slack,
        forget=DAY,
        token_hash=token_hash(token or uuid4().hex),
    )
