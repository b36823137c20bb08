"""Whoever has a row of a request, but no key, finds out nothing by trying all phone numbers."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from shared.sealing.pseudonyms import Pseudonyms, VaultPseudonymKeys
from shared.sheets.entries import entries_of
from shared.sheets.mapping import FileMapping
from shared.sheets.sheet import read_sheet
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.postgres_world import PostgresWorld
from tests.support.intake.submissions.building import FIELDS
from tests.support.sheets import REQUESTS

MAPPING = FileMapping.model_validate({"fields": {"phone": {"column": "phone"}}})
OURS = Pseudonyms(b"of those who import here".ljust(32))
PHONES = tuple(f"+35840123{number:04}" for number in range(0, 10_000, 7))
REAL = PHONES[700]


def imported(phone: str, by: Pseudonyms = OURS) -> str:
    """Give the key of an imported row."""
    sheet = read_sheet(f"phone\n{phone}\n".encode(), REQUESTS.is_known)
    (row,) = entries_of(sheet, MAPPING, REQUESTS, by.of).read
    return row.key


def made_of_it(phone: str) -> str:
    """Give the key that a careless client makes of what it sends, as our own import once did."""
    row = json.dumps([2, {"phone": phone}], sort_keys=True, ensure_ascii=False)
    return f"import-{hashlib.sha256(row.encode()).hexdigest()[:40]}"


def guessed(phone: str) -> Iterator[str]:
    """Try what the attackers of the findings did, and what one who knows our source would."""
    sent = made_of_it(phone)
    yield hashlib.sha256(sent.encode()).hexdigest()
    for key in (b"", b"porukalla"):
        yield Pseudonyms(key).of("idempotency key", sent)
        row_key = imported(phone, Pseudonyms(key))
        yield hashlib.sha256(row_key.encode()).hexdigest()


@pytest.mark.parametrize("key_of", [imported, made_of_it])
async def test_no_guess_is_what_is_stored(
    world: PostgresWorld, key_of: Callable[[str], str]
) -> None:
    scene = PostgresScene(world, await world.add_staff("Kaisa"))
    keys = VaultPseudonymKeys(world.pool, world.reception.vault)
    submissions = replace(scene.submissions, pseudonym_keys=keys)
    plea = submissions.read_plea(FIELDS | {"phone": REAL})
    assert not isinstance(plea, tuple)
    await submissions.take_in(plea, key_of(REAL))

    (row,) = await world.pool.fetch("SELECT key_hash, fingerprint FROM requests")

    guesses = {guess for phone in PHONES for guess in guessed(phone)}
    assert len(guesses) == len(PHONES) * 5
    assert not guesses & set(row.values())
