"""What the operator's tool asks of matching: volunteers whom staff vouches for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from services.matching.domain.joining import USUAL_CAP
from services.matching.domain.model import Contact, Offer, SignUp, Volunteer, VolunteerId
from services.matching.domain.words import Category, Language, VolunteerState
from services.matching.handlers.enrolling import enrol
from services.matching.store.postgres import PostgresStore
from shared.areas import municipality_of
from shared.messaging.outbox import Outbox
from shared.postgres.pool import open_pool
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault


class UnknownPostalCodeError(Exception):
    """No municipality has this postal code."""


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


async def _add(dsn: str, ring: KeyRing, sign_up: SignUp) -> VolunteerId:
    volunteer = Volunteer(VolunteerId(uuid7()), VolunteerState.APPLIED, sign_up.offer)
    async with open_pool(dsn, name="matching.operating", max_size=1) as pool:
        outbox = Outbox("porukalla/matching", _now, uuid7)
        store = PostgresStore(pool, outbox, Vault(ring), _nothing)
        async with store.begin() as work:
            await work.add_volunteer(volunteer.id, sign_up.offer, sign_up.contact)
            await enrol(work, volunteer)
    return volunteer.id


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  # the operator's tool is an edge of its own


def _nothing() -> None:
    """Wake nobody: the service's own relay finds the event by its slow poll."""
