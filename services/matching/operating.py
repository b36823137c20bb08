"""What the operator's tool asks of matching: volunteers whom staff vouches for, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from services.matching.domain.explaining import Considered
from services.matching.domain.joining import USUAL_CAP
from services.matching.domain.model import (
    Contact,
    Offer,
    RequestId,
    SignUp,
    Volunteer,
    VolunteerId,
)
from services.matching.domain.summing import summary
from services.matching.domain.words import VolunteerState
from services.matching.handlers.enrolling import enrol
from services.matching.handlers.reasoning import Explained, Reasoning
from services.matching.ports import AddressTakenError, KeptDecision
from services.matching.store.postgres import store_over
from services.matching.store.reasoning import PostgresReasons
from services.matching.web.reasons_telling import Telling, Told, ToldDecision
from shared.areas import municipality_of
from shared.contracts.words import Category, Language
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault
from shared.web.catalogues import KIT, read_catalogues

__all__ = [
    "AddressTakenError",
    "ToldDecision",
    "UnknownPostalCodeError",
    "Why",
    "add_volunteer",
    "explain_request",
]

LOCALES: Final = Path(__file__).parent / "locales"
_MINUTE: Final = timedelta(minutes=1)


class UnknownPostalCodeError(Exception):
    """No municipality has this postal code."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a need stands as it does: as plain data, and in a reader's words."""

    facts: Mapping[str, object]
    told: Told


async def add_volunteer(  # noqa: PLR0913  # plain arguments, as the operator's tool gives them
    dsn: str,
    ring_text: str,
    *,
    name: str,
    email: str,
    postal_code: str,
    languages: Sequence[str],
    categories: Sequence[str],
    weekly_cap: int = USUAL_CAP,
    areas: Sequence[str] | None = None,
    language: str | None = None,
    phone: str = "",
) -> UUID:
    """Put someone on the roster at once; `areas` are municipality codes, their own by default.

    Raises UnknownPostalCodeError, AddressTakenError, or ValueError for an unknown code.
    """
    home = municipality_of(postal_code)
    if home is None:
        raise UnknownPostalCodeError
    offer = Offer(
        language=Language(language or languages[0]),
        postal_code=postal_code,
        municipality=home.code,
        areas=tuple(dict.fromkeys((home.code, *(areas or ())))),
        languages=tuple(map(Language, languages)),
        categories=tuple(map(Category, categories)),
        weekly_cap=weekly_cap,
    )
    return await _add(dsn, KeyRing.from_text(ring_text), SignUp(Contact(name, email, phone), offer))


async def explain_request(
    dsn: str, request_id: UUID, language: Language = Language.ENGLISH
) -> Why | None:
    """Tell why; None for a request that matching knows nothing of. Needs no key."""
    async with open_pool(dsn, name="matching.operating", max_size=1) as pool:
        explained = await Reasoning(PostgresReasons(pool)).explain(RequestId(request_id))
    if explained is None:
        return None
    telling = Telling(read_catalogues([LOCALES, KIT]), language)
    return Why(_facts(explained), telling.tell(explained))


def _facts(explained: Explained) -> dict[str, object]:
    progress = explained.progress
    need, summed = progress.need, summary(progress)
    return {
        "request_id": str(need.request_id),
        "state": need.state,
        "reason": need.reason,
        "urgency": need.urgency,
        "category": need.category,
        "service_line": need.service_line,
        "municipality": need.municipality,
        "waited_minutes": progress.waited // _MINUTE,
        "look_at": progress.look_at.isoformat() if progress.look_at else None,
        "opening": summed.opening,
        "counts": dict(summed.counts),
        "decisions": [_decision_facts(kept) for kept in explained.decisions],
    }


def _decision_facts(kept: KeptDecision) -> dict[str, object]:
    made = kept.decision
    return {
        "at": kept.at.isoformat(),
        **asdict(made),
        "asked": [_considered_facts(one) for one in made.asked],
        "next_best": [_considered_facts(one) for one in made.next_best],
    }


def _considered_facts(one: Considered) -> dict[str, object]:
    return {**asdict(one), "cost": {**asdict(one.cost), "total": round(one.cost.total, 3)}}


async def _add(dsn: str, ring: KeyRing, sign_up: SignUp) -> VolunteerId:
    volunteer = Volunteer(VolunteerId(uuid7()), VolunteerState.APPLIED, sign_up.offer)
    async with open_pool(dsn, name="matching.operating", max_size=1) as pool:
        outbox = Outbox("porukalla/matching", _now, uuid7)
        store = store_over(pool, outbox, Vault(ring), _nothing)
        async with store.begin() as work:
            await work.volunteers.add(volunteer.id, sign_up.offer, sign_up.contact)
            await enrol(work, volunteer)
    return volunteer.id


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the operator's tool is an edge of its own


def _nothing() -> None:
    """Wake nobody: the service's own relay finds the event by its slow poll."""
