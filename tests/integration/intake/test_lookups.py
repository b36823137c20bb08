"""Looking somebody up on the real database: many at once, and what the operator's tool is told."""

import asyncio
import secrets

import pytest
from uuid_utils.compat import uuid7

from deploy.local.databases import Addresses
from services.intake.lookups.model import Opened, Reason
from services.intake.lookups.rules import LOOKS_A_DAY
from services.intake.lookups.use_cases import LookUp, Refused
from services.intake.operating import UnreadableError, who_saw
from services.intake.requests.adapters import code_words
from services.intake.requests.ports import Draws
from services.intake.requests.rules.marks import marked_by
from services.intake.submissions.model import NewRequest
from shared.sealing.keyring import KeyRing
from shared.sealing.pseudonyms import VaultPseudonymKeys
from shared.sealing.tokens import new_token
from shared.sealing.vault import Vault
from tests.support.activations import FakeCurrent
from tests.support.intake.lookups.building import alarm_letters
from tests.support.intake.lookups.fakes import NobodyKnown
from tests.support.intake.postgres_world import SEALING_KEYS, PostgresWorld

PHONE = "+358401234567"


def look_up(world: PostgresWorld) -> LookUp:
    chance = Draws(uuid7, new_token, secrets.randbelow, code_words)
    return LookUp(world.store, keys(world), alarm_letters(), chance, FakeCurrent(), NobodyKnown())


def keys(world: PostgresWorld) -> VaultPseudonymKeys:
    return VaultPseudonymKeys(world.pool, Vault(KeyRing.from_text(SEALING_KEYS)))


async def marked(world: PostgresWorld) -> NewRequest:
    """Keep a request whose phone number is marked under the installation's own key."""
    new = await world.add_request()
    mark = (await keys(world).pseudonyms()).of(*marked_by("phone", PHONE))
    await world.pool.execute(
        "UPDATE reach_points SET mark = $1 WHERE request_id = $2 AND kind = 'phone'", mark, new.id
    )
    return new


async def test_of_ten_looks_at_once_only_those_within_the_days_number_are_shown(
    world: PostgresWorld,
) -> None:
    kaisa, new = await world.add_staff("kaisa"), await world.add_request()
    left = 3
    await world.pool.execute(
        "INSERT INTO contact_views (request_id, staff_id, reason)"
        " SELECT $1, $2, 'call_back' FROM generate_series(1, $3)",
        new.id,
        kaisa,
        LOOKS_A_DAY - left,
    )
    at = look_up(world)

    results = await asyncio.gather(
        *(at.open_contact(new.id, Reason.CALL_BACK, kaisa) for _ in range(10))
    )

    assert sum(isinstance(result, Opened) for result in results) == left
    assert results.count(Refused.ENOUGH) == 10 - left
    assert len(await world.looks.alarms()) == 1
    letters = "SELECT count(*) FROM outbox WHERE type = 'notification.requested'"
    assert await world.pool.fetchval(letters) == 1


async def test_the_operator_is_told_who_saw_whom(world: PostgresWorld, made: Addresses) -> None:
    kaisa, new = await world.add_staff("kaisa"), await marked(world)
    await look_up(world).open_contact(new.id, Reason.SAFETY, kaisa)

    told = [
        await who_saw(made.app_dsn, SEALING_KEYS, person, None)
        for person in ("040 1234567", new.reference, str(new.id))
    ]
    told.append(await who_saw(made.app_dsn, SEALING_KEYS, None, "Kaisa"))

    for (look,) in told:
        assert (look.staff_name, look.reason, look.reference) == ("kaisa", "safety", new.reference)
    with pytest.raises(UnreadableError):
        await who_saw(made.app_dsn, SEALING_KEYS, "Aino", None)


async def test_a_phone_number_is_found_in_no_row(world: PostgresWorld) -> None:
    new = await marked(world)
    kaisa = await world.add_staff("kaisa")

    found = await look_up(world).find_person("0401234567", kaisa)

    assert not isinstance(found, Refused)
    assert [line.request.id for line in found] == [new.id]
    for table in ("reach_points", "staff_searches", "contact_views"):
        rows = await world.pool.fetch(f"SELECT t::text AS row FROM {table} AS t")  # noqa: S608  # ours
        assert not any("401234567" in row["row"] for row in rows), table
