"""`import volunteers` as it is typed, on a real database."""

import stat
from pathlib import Path

import asyncpg
import pytest

from deploy.cli.exits import Exit
from tests.support.fresh_databases import MakeDatabase
from tests.support.running import Ended, command
from tests.support.sheets import LISTED, helper, written

NOBODY = "postgresql://nobody:x@127.0.0.1:1/nobody"
LETTERS = """
SELECT body::jsonb #>> '{data,template}' AS template, body::jsonb #>> '{data,language}' AS language
FROM outbox
"""
MAIL = "helper1@example.org"


async def imported(dsn: str, folder: Path, *words: str) -> Ended:
    given = {f"{name}_POSTGRES_URL": NOBODY for name in ("INTAKE", "NOTIFY", "REPORTING")}
    given |= {"MATCHING_POSTGRES_URL": dsn, "PORUKALLA_RABBIT_URL": "amqp://nobody:x@127.0.0.1:1/"}
    given |= {"INTAKE_PUBLIC_URL": "https://town.example", "LC_ALL": "C.UTF-8"}
    file, state = str(folder / "list.csv"), str(folder / "var")
    return await command("import", "volunteers", file, "--state", state, *words, **given)


def told(ended: Ended) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in ended.stdout.splitlines())


def counts(ended: Ended) -> tuple[int, ...]:
    names = ("rows", "imported", "received before", "rejected", "left out")
    return tuple(int(told(ended)[name]) for name in names)


async def said_in(dsn: str) -> tuple[list[tuple[str, str]], int]:
    """Give template and language of each letter, and how many are on the roster."""
    connection = await asyncpg.connect(dsn)
    try:
        letters = sorted(tuple(row) for row in await connection.fetch(LETTERS))
        return letters, await connection.fetchval("SELECT count(*) FROM volunteers")
    finally:
        await connection.close()


async def test_a_list_is_checked_imported_and_known_again(
    database: MakeDatabase, tmp_path: Path
) -> None:
    dsn = (await database("matching")).app_dsn
    rows = [helper(1), helper(2, Kielet="Ruotsi"), helper(1, Nimi="A"), helper(3, Sähköposti="x")]
    (tmp_path / "list.csv").write_bytes(written(rows, LISTED))

    checked = await imported(dsn, tmp_path, "--check")
    done = await imported(dsn, tmp_path)
    again = await imported(dsn, tmp_path, "--check")

    assert (told(checked)["would be handed in"], told(checked)["received before"]) == ("3", "0")
    assert (done.returncode, counts(done)) == (Exit.FAILED, (4, 2, 1, 1, 0))
    assert (told(again)["would be handed in"], told(again)["received before"]) == ("0", "3")
    assert await said_in(dsn) == ([("invitation", "fi"), ("invitation", "sv")], 0)
    rejected = tmp_path / "list.rejected.csv"
    assert stat.S_IMODE(rejected.stat().st_mode) == 0o600
    assert "email: " in rejected.read_text("utf-8")
    assert MAIL not in done.stdout + done.stderr


async def test_a_list_of_nobody_in_particular_is_refused_unless_it_is_said_whose_it_is(
    database: MakeDatabase, tmp_path: Path
) -> None:
    dsn = (await database("matching")).app_dsn
    (tmp_path / "list.csv").write_bytes(written([helper(1)[:-1]], LISTED[:-1]))

    nameless = await imported(dsn, tmp_path)
    named = await imported(dsn, tmp_path, "--from-organisation", "Mikkelin Apu ry")

    assert (nameless.returncode, nameless.stdout) == (Exit.USAGE, "")
    assert "förening" in nameless.stderr
    assert (named.returncode, counts(named)) == (Exit.OK, (1, 1, 0, 0, 0))


@pytest.mark.parametrize("words", [(), ("--check",)])
async def test_a_database_that_is_away_ends_with_4_and_one_line(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "list.csv").write_bytes(written([helper(1), helper(2)], LISTED))

    ended = await imported(NOBODY, tmp_path, *words)

    assert ended.returncode == Exit.UNREACHABLE
    assert ended.stderr.splitlines() == [
        "The database does not answer; run the import again, nothing doubles."
    ]
