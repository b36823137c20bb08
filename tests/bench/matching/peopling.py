"""A roster of any size in the database, sealed as the service seals it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import islice
from random import Random
from typing import Any, Final
from uuid import UUID

import asyncpg
from uuid_utils.compat import uuid7

from deploy.simulating.behaviour import TOWN
from deploy.simulating.people import request, volunteer
from deploy.simulating.towns import finland
from services.matching.engine.model import Helper
from services.matching.volunteers.rows import home_of, subject_of
from services.matching.volunteers.store.addresses import PURPOSE, ROSTER, hash_under
from shared.activation import FIRST_ACTIVATION
from shared.areas.postal_codes import postal_codes
from shared.contracts import words
from shared.contracts.envelope import Envelope
from shared.contracts.intake import RequestCreated
from shared.contracts.words import VOLUNTEER_CATEGORIES, Category
from shared.messaging.outbox import Announcement, Outbox
from shared.reach_points import ReachKind
from shared.sealing.keyring import KeyRing
from shared.sealing.vault import Vault

COLUMNS: Final = (
    *("id", "state", "name", "postal_code", "municipality"),
    *("areas", "languages", "categories", "weekly_cap", "activated_at", "home", "radius_km"),
    *("hours", "vetting", "in_person", "remote", "asked", "accepted"),
    *("activation_id", "exercise"),
)
REACH_COLUMNS: Final = (
    *("volunteer_id", "kind", "address", "address_hash", "language", "may_leave_message"),
    "rehashed",
)
CHUNK: Final = 20_000
STREETS: Final = [code for code in postal_codes().values() if code.kind == "street"]


async def people(dsn: str, ring_text: str, count: int, seed: int = 1) -> None:
    """Fill an empty roster with active volunteers all over Finland."""
    vault = Vault(KeyRing.from_text(ring_text))
    connection = await asyncpg.connect(dsn)
    try:
        async with connection.transaction():
            key = await vault.derive_key(connection, ROSTER, PURPOSE)
        made = _people(vault, key, count, Random(seed))  # noqa: S311  # the same roster every time
        while chunk := list(islice(made, CHUNK)):
            keys, rows, points = zip(*chunk, strict=True)
            for table, columns, records in (
                ("subject_keys", ("subject", "ring_key", "wrapped"), keys),
                ("volunteers", COLUMNS, rows),
                ("reach_points", REACH_COLUMNS, points),
            ):
                await connection.copy_records_to_table(table, records=records, columns=columns)
        await connection.execute("ANALYZE")
    finally:
        await connection.close()


def requests(count: int, seed: int = 2) -> list[Envelope[RequestCreated]]:
    """Give requests as intake tells them, where people live."""
    draw = Random(seed)  # noqa: S311  # the same requests every time
    outbox = Outbox("porukalla/intake", lambda: datetime.now(UTC), uuid7)
    codes = _codes_by_municipality()
    return [_request(outbox, codes, draw) for _ in range(count)]


def _request(outbox: Outbox, codes: Mapping[str, Sequence[str]], draw: Random) -> Any:  # noqa: ANN401
    wanted = request(0.0, finland(), draw).need
    request_id = uuid7()
    data = RequestCreated(
        request_id=request_id,
        service_line=words.SERVICE_LINE_OF[words.Category(wanted.category)],
        category=words.Category(wanted.category),
        urgency=words.Urgency(wanted.urgency),
        municipality=wanted.municipality,
        postal_code=draw.choice(codes[wanted.municipality]),
        language=words.Language(wanted.language),
        channel=words.Channel.WEB,
        on_behalf=False,
        volunteer_allowed=True,
    )
    said = Announcement(f"request/{request_id}", 1, data, request_id, activation=FIRST_ACTIVATION)
    return outbox.envelope(said)


def _people(
    vault: Vault, key: bytes, count: int, draw: Random
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]]:
    """Give a key, a row of the roster and a reach point of each."""
    codes = _codes_by_municipality()
    for number in range(count):
        helper = volunteer(number, finland(), TOWN, draw).helper
        person = uuid7()
        email = f"volunteer{number}@example.org"
        sealed = vault.seal_new(subject_of(person), {"name": "Veera Virtanen", "email": email})
        town = next(iter(helper.areas))
        home = draw.choice(codes[town])
        email_hash = hash_under(key, ReachKind.EMAIL, email)
        yield (
            sealed.claim[:3],
            _row(person, helper, home, sealed.fields["name"]),
            (person, "email", sealed.fields["email"], email_hash, "fi", False, True),
        )


def _row(person: UUID, helper: Helper, postal_code: str, name: bytes) -> tuple[Any, ...]:
    categories = sorted(helper.categories & VOLUNTEER_CATEGORIES) or [Category.GROCERIES]
    return (
        person,
        "active",
        name,
        postal_code,
        next(iter(helper.areas)),
        sorted(helper.areas),
        sorted(helper.languages) or ["fi"],
        categories,
        helper.weekly_cap,
        datetime.now(UTC),
        home_of(postal_code),
        helper.radius_km,
        _bits(helper.hours),
        int(helper.vetting),
        helper.in_person,
        helper.remote,
        helper.asked,
        helper.accepted,
        FIRST_ACTIVATION.id,
        FIRST_ACTIVATION.exercise,
    )


def _bits(hours: int) -> asyncpg.BitString:
    first_hour_first = int(f"{hours:0168b}"[::-1], 2)
    return asyncpg.BitString.frombytes(first_hour_first.to_bytes(21), bitlength=168)


def _codes_by_municipality() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code in STREETS:
        found.setdefault(code.municipality_code, []).append(code.code)
    return found
