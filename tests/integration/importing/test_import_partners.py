"""`import partners` and `partner …` as they are typed, on real databases."""

import json
from pathlib import Path
from uuid import uuid4

import asyncpg

from deploy.cli.exits import Exit
from services.matching.partners.model import OrganisationId
from tests.support.activations import ACTIVATION
from tests.support.fresh_databases import MakeDatabase
from tests.support.matching.grounds import postgres_ground
from tests.support.matching.partners.building import partner
from tests.support.matching.partners.store_contract import keep_partner
from tests.support.running import Ended, command
from tests.support.sheets import written

NOBODY = "postgresql://nobody:x@127.0.0.1:1/nobody"
HEADINGS = ("Järjestö", "Yhteyshenkilö", "Sähköposti", "Asiointikieli")
ROWS = [
    ("Ruoka-apu ry", "veera.v", "veera@example.org", "Ruotsi"),
    ("Toinen ry", "veera.v", "other@example.org", ""),
    ("Kolmas ry", "anna", "nobody", ""),
]


async def typed(folder: Path, dsns: dict[str, str], *words: str) -> Ended:
    """Run the tool for a network of which these databases are there."""
    names = ("INTAKE", "MATCHING", "NOTIFY", "REPORTING")
    given = {f"{name}_POSTGRES_URL": dsns.get(name, NOBODY) for name in names}
    given |= {"PORUKALLA_RABBIT_URL": "amqp://nobody:x@127.0.0.1:1/", "LC_ALL": "C.UTF-8"}
    given |= {"INTAKE_PUBLIC_URL": "https://town.example"}
    return await command(*words, "--state", str(folder / "var"), **given)


async def test_a_list_of_organisations_is_checked_invited_and_known_again(
    database: MakeDatabase, tmp_path: Path
) -> None:
    dsn, file = (await database("intake")).app_dsn, tmp_path / "list.csv"
    file.write_bytes(written(ROWS, HEADINGS))

    checked = await typed(tmp_path, {"INTAKE": dsn}, "import", "partners", str(file), "--check")
    done = await typed(tmp_path, {"INTAKE": dsn}, "import", "partners", str(file))
    again = await typed(tmp_path, {"INTAKE": dsn}, "import", "partners", str(file))

    connection = await asyncpg.connect(dsn)
    said = await connection.fetch("SELECT type FROM outbox ORDER BY position")
    accounts = await connection.fetch("SELECT name, roles FROM staff")
    await connection.close()
    assert "would be handed in\t2" in checked.stdout
    assert (done.returncode, "imported\t1" in done.stdout) == (Exit.FAILED, True)
    assert "contact: Käyttäjänimi" in done.stderr or "contact: The user name" in done.stderr
    assert "received before\t1" in again.stdout
    assert [tuple(row) for row in accounts] == [("veera.v", ["partner_member"])]
    types = [row["type"] for row in said]
    assert types == ["organisation.invited", "notification.requested"]
    assert "veera@example.org" not in done.stdout + done.stderr


async def test_what_an_organisation_gives_is_said_paused_and_listed_by_the_tool(
    database: MakeDatabase, tmp_path: Path
) -> None:
    dsn = (await database("matching")).app_dsn
    which = OrganisationId(uuid4())
    async with postgres_ground(dsn) as ground:
        await keep_partner(ground, partner(which))
        async with ground.store.begin() as work:
            await work.partners.invite(OrganisationId(uuid4()), ACTIVATION)
    dsns = {"MATCHING": dsn}

    told = await typed(
        tmp_path, dsns, "partner", "capacity", str(which), "food", "7", "--unit", "meals"
    )
    wrong = await typed(tmp_path, dsns, "partner", "capacity", str(which), "transport", "7")
    paused = await typed(tmp_path, dsns, "partner", "pause", str(which))
    again = await typed(tmp_path, dsns, "partner", "pause", str(which))
    listed = await typed(tmp_path, dsns, "partner", "list", "--json")

    assert told.stderr == ""
    assert [each.returncode for each in (told, wrong, paused, again)] == [
        Exit.OK,
        Exit.FAILED,
        Exit.OK,
        Exit.FAILED,
    ]
    rows = {row["id"]: row for row in json.loads(listed.stdout)}
    assert len(rows) == 2
    assert rows[str(which)]["standing"] == "paused"
    assert "food 7 meals/week" in rows[str(which)]["lines"]
