"""What the operator's tool asks of matching: volunteers whom staff vouches for, and why."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from uuid_utils.compat import uuid7

from services.matching.activities.pages.form import problems_of as words_of_activity
from services.matching.activities.rules.sheet import keyed
from services.matching.activities.use_cases.hand_in import ActivityRows
from services.matching.invitations.adapters import area_of
from services.matching.invitations.letters import InvitationLetters
from services.matching.invitations.model import Invited
from services.matching.invitations.rules import read_row
from services.matching.invitations.use_cases import InvitePeople
from services.matching.needs.model import RequestId
from services.matching.partner_desk import (
    PartnerDesk,
    activity_rows,
    nothing,
    partner_desk,
    read_told,
)
from services.matching.partners.adapters import read_agreements
from services.matching.partners.model import Partner
from services.matching.partners.use_cases.change import ImpossibleError, UnknownPartnerError
from services.matching.proposals.use_cases.erase_volunteer import EraseVolunteers, StillAskedError
from services.matching.reasons.rules import facts_of
from services.matching.reasons.store import PostgresReasons
from services.matching.reasons.use_cases import ExplainNeeds
from services.matching.reasons.wording import ReasonsWording, Told, ToldDecision
from services.matching.volunteers.model import Contact, Offer, SignUp
from services.matching.volunteers.pages.nearby import GROUPS
from services.matching.volunteers.ports import AddressTakenError
from services.matching.volunteers.rules import USUAL_CAP, mail_and_phone
from services.matching.volunteers.store.former_hashes import count_former_hashes
from services.matching.volunteers.store.lookup import find_volunteer
from services.matching.volunteers.use_cases.sign_up import AddVolunteers
from services.matching.work import store_over
from shared.activation.current import PostgresCurrent
from shared.areas import municipality_code_of, municipality_of
from shared.chance import Chance
from shared.clock import Clock
from shared.contracts.words import Category, Language
from shared.fields.problem import Problem
from shared.letters import SealedPost, seal_for_notify
from shared.messaging.outbox import Outbox
from shared.messaging.relay import WAKE
from shared.postgres.places import ONE
from shared.postgres.pool import connected, open_pool
from shared.sealing.key_text import KeyText
from shared.sealing.keyring import KeyRing
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from shared.sealing.vault import ring_keys_in_use as count_ring_keys
from shared.web.catalogues import KIT, read_catalogues
from shared.web.dates import spoken_time

__all__ = [
    "GROUPS",
    "NETWORK_READERS",
    "ActivityRows",
    "AddressTakenError",
    "ImpossibleError",
    "InvitePeople",
    "Invited",
    "Partner",
    "PartnerDesk",
    "StillAskedError",
    "ToldDecision",
    "UnknownPartnerError",
    "UnknownPostalCodeError",
    "Why",
    "activity_rows",
    "add_volunteer",
    "erase_volunteer",
    "explain_request",
    "inviting",
    "keyed",
    "partner_desk",
    "read_invited",
    "read_told",
    "ring_keys_in_use",
    "words_of_activity",
]


NETWORK_READERS: Final[Mapping[str, Callable[[Path], object]]] = {"agreement.toml": read_agreements}
"""By the name of a file of the network, what reads it at the start."""


class UnknownPostalCodeError(Exception):
    """No municipality has this postal code."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a need stands as it does: as plain data, and in a reader's words."""

    facts: Mapping[str, object]
    told: Told
    wording: ReasonsWording

    def text(self, text_id: str, **values: object) -> str:
        """Give a text of the page of reasons in the reader's language."""
        return self.wording.text(text_id, **values)

    def time(self, moment: datetime) -> str:
        """Write a moment as the reader's language does, where the help is given."""
        return spoken_time(moment, self.wording.language)


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
        postal_code=postal_code,
        municipality=home.code,
        areas=tuple(dict.fromkeys((home.code, *(areas or ())))),
        languages=tuple(map(Language, languages)),
        categories=tuple(map(Category, categories)),
        weekly_cap=weekly_cap,
    )
    contact = Contact(name, mail_and_phone(email, phone, Language(language or languages[0])))
    ring, clock = KeyRing.from_text(ring_text), Clock()
    opening = open_pool(dsn, name="matching.operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        outbox = Outbox("porukalla/matching", clock.now, uuid7)
        store = store_over(pool, outbox, Vault(ring), nothing)
        adding = AddVolunteers(store, Chance(uuid7, new_token), PostgresCurrent(pool))
        return await adding.add_volunteer(SignUp(contact, offer))


def read_invited(row: Mapping[str, Sequence[str]]) -> Invited | tuple[Problem, ...]:
    """Read a row of a list of helpers, or say everything that is wrong with it."""
    return read_row(row, area_of, municipality_code_of)


@asynccontextmanager
async def inviting(
    dsn: str, ring_text: str, notify_public_key: str, origin: str
) -> AsyncIterator[InvitePeople]:
    """Give what invites people; the letters leave at once where matching runs."""
    clock, chance = Clock(), Chance(uuid7, new_token)
    post = SealedPost(seal_for_notify(KeyText(notify_public_key)), chance)
    letters = InvitationLetters(post, origin, clock.now)
    opening = open_pool(dsn, name="matching.operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        outbox = Outbox("porukalla/matching", clock.now, uuid7)
        store = store_over(pool, outbox, Vault(KeyRing.from_text(ring_text)), nothing)
        yield InvitePeople(store, letters, chance, PostgresCurrent(pool))
        await pool.execute(f"NOTIFY {WAKE}")


async def erase_volunteer(dsn: str, ring_text: str, who: str) -> bool:
    """Erase somebody by id or roster number; False when nobody is it. Raises StillAskedError."""
    clock, vault = Clock(), Vault(KeyRing.from_text(ring_text))
    opening = open_pool(dsn, name="matching.operating", places=ONE, greet=clock.set_by)
    async with opening as pool:
        found = await find_volunteer(pool, who)
        if found is None:
            return False
        outbox = Outbox("porukalla/matching", clock.now, uuid7)
        store = store_over(pool, outbox, vault, nothing)
        return await EraseVolunteers(store, Chance(uuid7, new_token)).erase_volunteer(found)


async def explain_request(
    dsn: str, request_id: UUID, language: Language = Language.ENGLISH
) -> Why | None:
    """Tell why; None for a request that matching knows nothing of. Needs no key."""
    async with open_pool(dsn, name="matching.operating", places=ONE) as pool:
        explaining = ExplainNeeds(PostgresReasons(pool))
        explained = await explaining.explain_need(RequestId(request_id))
    if explained is None:
        return None
    wording = ReasonsWording(read_catalogues(["matching", KIT]), language)
    return Why(facts_of(explained), wording.tell(explained), wording)


async def ring_keys_in_use(dsn: str, ring_text: str) -> Mapping[str, int]:
    """Count by ring key what would be lost with it.

    An address that is still hashed under one of them counts for each: which one is not known.
    """
    async with connected(dsn) as connection:
        in_use = await count_ring_keys(connection)
        former = await count_former_hashes(connection)
    names = KeyRing.from_text(ring_text).keys if former else ()
    return {name: in_use.get(name, 0) + former for name in (*in_use, *names)}
