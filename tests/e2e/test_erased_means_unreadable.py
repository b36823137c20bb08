"""Whoever is erased is nowhere: not in databases, their logs, the broker's files, dumps or mails.

A network of its own, without the demo town: nothing else in it is worth finding. What was sealed
of them lies about for a while in files that servers write for themselves; no key opens it.
"""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

import asyncpg
import httpx
import pytest

from deploy.local.keys import BOX, Keys
from deploy.local.secrets import Secrets
from services.intake.operating import erase_request, request_of
from services.matching.operating import erase_volunteer
from tests.support.canaries import Canary
from tests.support.leftovers import (
    Sealed,
    boxes_in,
    dumps_of,
    files_of,
    opened,
    sealed_in,
    unwrapped,
)
from tests.support.messaging import until
from tests.support.person import Person
from tests.support.town import ROVANIEMI, Town, ask, refusing_mail, running_town
from tests.support.town_ledger import verdict

CANARY = Canary()
FORMS = [
    form for value in CANARY.values() for form in (value.encode(), value.encode().hex().encode())
]

ITS_OWN = ("activation/", "roster/", "endpoint/", "installation/")
"""Subjects that are nobody's."""


@pytest.fixture(scope="module")
def own_town() -> Iterator[Town]:
    with running_town(seeded=False) as town:
        yield town


async def fetch(town: Town, service: str, query: str, *values: object) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(town.network.databases[service])
    try:
        return list(await connection.fetch(query, *values))
    finally:
        await connection.close()


async def ask_and_cancel(town: Town) -> str:
    """Ask for help as the canary, and end it; gives the request's code."""
    answer = await ask(town, **CANARY.asking())
    assert answer.status_code == 201, answer.text
    async with Person.at(town.origin) as person:
        page = await person.open(f"{answer.json()['status_url']}/peru")
        assert (await person.submit(page.form())).status == 200
    reference: str = answer.json()["reference"]
    return reference


async def join(town: Town) -> str:
    """Apply as a volunteer as the canary; gives their id."""
    async with Person.at(town.origin) as person:
        page = await person.open(f"/fi/vapaaehtoinen/liity/{ROVANIEMI}")
        page = await person.submit(
            page.form(ROVANIEMI),
            name=CANARY.name,
            email=CANARY.email,
            phone=CANARY.phone,
            categories=["groceries"],
            languages=["fi"],
            weekly_cap="2",
            consent="yes",
        )
        assert page.address.endswith("kiitos"), page.text
    (row,) = await fetch(town, "matching", "SELECT id FROM volunteers")
    return str(row["id"])


async def waiting(town: Town) -> int:
    rows = await fetch(town, "notify", "SELECT id FROM deliveries WHERE state = 'waiting'")
    return len(rows)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What a thief of databases had before the erasure, and what lies about after it."""

    stolen: Sealed
    opened_before: int
    unwrapped_before: int
    left: Sealed
    places: Mapping[str, bytes]

    @property
    def boxes(self) -> set[str]:
        """Whatever may be a sealed letter, anywhere."""
        return {box for content in self.places.values() for box in boxes_in(content)}


async def erase_the_canary(town: Town) -> Aftermath:
    """Let her ask, apply and be written to; then erase her, and change the keys."""
    secrets, databases = secrets_of(town), town.network.databases
    keys = Keys(databases, secrets)
    async with refusing_mail(town):
        request, volunteer = await ask_and_cancel(town), await join(town)
        await until(lambda: are_waiting(town, 3))
        stolen = await sealed_in(databases)
        before = len(opened(secrets, stolen.boxes)), len(unwrapped(secrets, stolen.keys))

        request_id = await request_of(databases["intake"], request)
        assert request_id is not None
        ring = secrets.sealing_keys("intake")
        assert await erase_request(databases["intake"], ring, request_id)
        ring = secrets.sealing_keys("matching")
        assert await erase_volunteer(databases["matching"], ring, volunteer)
        await until(lambda: is_all_settled(town, keys))
        await keys.rotate()
        await keys.destroy_free()
    folders = town.stack.plan.folders
    files = {str(file): content for file, content in files_of(folders)}
    dumps = await dumps_of(folders, databases)
    return Aftermath(stolen, *before, await sealed_in(databases), files | dumps)


@pytest.fixture(scope="module")
def aftermath(own_town: Town) -> Aftermath:
    return asyncio.run(erase_the_canary(own_town))


def test_nothing_of_her_lies_open_anywhere(aftermath: Aftermath) -> None:
    found = [
        place
        for place, content in aftermath.places.items()
        if any(form in content for form in FORMS)
    ]

    assert found == []
    assert {"intake", "matching", "notify", "reporting"} <= aftermath.places.keys()
    for part in ("/pg_wal/", "/rabbit/", "/log/"):
        assert any(part in place for place in aftermath.places)


def test_what_was_stolen_before_opens_with_no_key_that_is_left(
    own_town: Town, aftermath: Aftermath
) -> None:
    secrets, stolen = secrets_of(own_town), aftermath.stolen

    assert aftermath.opened_before == len(stolen.boxes) == 3
    assert aftermath.unwrapped_before == len(stolen.keys)
    assert opened(secrets, stolen.boxes) == []
    assert unwrapped(secrets, stolen.keys) == []


def test_the_databases_have_no_key_of_hers_and_no_letter_to_her(aftermath: Aftermath) -> None:
    def hers(sealed: Sealed) -> set[str]:
        return {key.subject for key in sealed.keys if not key.subject.startswith(ITS_OWN)}

    assert len(hers(aftermath.stolen)) == 5
    assert hers(aftermath.left) == set()
    assert aftermath.left.boxes == []


def test_what_still_lies_in_the_servers_files_does_not_open(
    own_town: Town, aftermath: Aftermath
) -> None:
    letters = opened(secrets_of(own_town), aftermath.boxes)

    assert set(aftermath.stolen.boxes) & aftermath.boxes
    assert [letter for letter in letters if CANARY.email.encode() in letter] == []


def test_no_letter_reached_her(own_town: Town, aftermath: Aftermath) -> None:
    assert aftermath.stolen.boxes
    answer = httpx.get(f"{own_town.origin}/_posti.json", params={"to": CANARY.email})
    assert answer.json()["mails"] == []


async def test_nothing_is_lost_by_it(own_town: Town, aftermath: Aftermath) -> None:
    judged = await verdict(own_town)

    assert aftermath.stolen.boxes
    assert judged.holds, judged


@pytest.mark.usefixtures("aftermath")
async def test_the_network_goes_on_with_its_new_keys(own_town: Town) -> None:
    email = f"{uuid4().hex}@example.org"

    answer = await ask(own_town, email=email)

    assert answer.status_code == 201
    assert await own_town.link(email, "/p/")


async def are_waiting(town: Town, count: int) -> bool:
    return await waiting(town) == count


async def is_all_settled(town: Town, keys: Keys) -> bool:
    """Say whether no letter waits at notify, nor is on its way there."""
    return await are_waiting(town, 0) and not any(
        key.needed_by for key in await keys.all() if key.owner == BOX
    )


def secrets_of(town: Town) -> Secrets:
    return Secrets(town.stack.plan.folders.secrets)
