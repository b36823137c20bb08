"""`porukalla why` as a script sees it: its exit code, its lines and its JSON."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

from services.matching.engine.model import Reason
from services.matching.needs.model import NeedState
from shared.clock import HELSINKI
from shared.contracts.words import UnmatchedReason
from tests.support.fresh_databases import MakeDatabase
from tests.support.intake.postgres_world import postgres_world as intake_world
from tests.support.intake.submissions.building import new_request, taken_in
from tests.support.matching.grounds import PostgresGround
from tests.support.matching.grounds import postgres_ground as matching_ground
from tests.support.matching.needs.building import need
from tests.support.matching.proposals.building import decision
from tests.support.running import ROOT, command, run_to_its_end

NOBODY = "postgresql://nobody:x@127.0.0.1:1/nobody"


@dataclass
class Town:
    """A request as intake and matching know it."""

    dsns: dict[str, str]
    request_id: str
    reference: str
    matching: PostgresGround


@pytest.fixture
async def town(database: MakeDatabase) -> AsyncIterator[Town]:
    intake, matching = await database("intake"), await database("matching")
    new = new_request()
    async with AsyncExitStack() as stack:
        reception = (await stack.enter_async_context(intake_world(intake.app_dsn))).reception
        await reception.take_in(taken_in(new))
        ground = await stack.enter_async_context(matching_ground(matching.app_dsn))
        await ground.add_need(need(request_id=new.id))
        async with ground.store.begin() as work:
            await work.proposals.keep_decisions({need(request_id=new.id).request_id: decision()})
        dsns = {"INTAKE": intake.app_dsn, "MATCHING": matching.app_dsn}
        yield Town(dsns, str(new.id), new.reference, ground)


def environment(town: Town, **other: str) -> dict[str, str]:
    dsns = {"NOTIFY": NOBODY, "REPORTING": NOBODY} | town.dsns
    given = {f"{name}_POSTGRES_URL": dsn for name, dsn in dsns.items()}
    given["PORUKALLA_RABBIT_URL"] = "amqp://nobody:x@127.0.0.1:1/"
    return given | {"LC_ALL": "C.UTF-8", "COLUMNS": "120"} | other


def typed(state: Path, *words: str) -> list[str]:
    return ["why", "--state", str(state), *words]


def process(state: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "deploy.cli", *typed(state, *words)]


async def why(town: Town, state: Path, *words: str, **other: str) -> tuple[int, str, str]:
    ended = await command(*typed(state, *words), **environment(town, **other))
    return ended.returncode, ended.stdout, ended.stderr


def shown_in_a_terminal(words: list[str], given: dict[str, str]) -> str:
    terminal, end = os.openpty()
    process = subprocess.Popen(words, cwd=ROOT, env=os.environ | given, stdout=end)
    os.close(end)
    shown = b""
    with contextlib.suppress(OSError):  # what a terminal says when nobody writes any more
        while piece := os.read(terminal, 4096):
            shown += piece
    os.close(terminal)
    process.wait()
    return shown.decode()


async def test_a_request_is_explained_in_lines_for_a_pipe(town: Town, tmp_path: Path) -> None:
    code, out, _ = await why(town, tmp_path, town.request_id)

    lines = out.replace("\u00a0", " ").splitlines()
    assert code == 0
    assert "so far\t12 fit, nobody asked, 2 at their weekly limit" in lines
    assert any(
        line.startswith("asked\t7\tabout 2.5 km\t45%\t14.2\twaiting 8.5 + ") for line in lines
    )
    assert any(line.startswith("next\t9\tabout 3.1 km\t40%\t") for line in lines)
    assert "expected\t24 minutes" in lines


def without_dash(reference: str) -> str:
    return reference.replace("-", "").lower()


def with_an_en_dash(reference: str) -> str:
    return reference.replace("-", " \N{EN DASH} ").replace("0", "O")


@pytest.mark.parametrize("spelt", [str, str.lower, "  {}  ".format, without_dash, with_an_en_dash])
async def test_a_request_is_found_by_the_code_of_its_asker(
    town: Town, tmp_path: Path, spelt: Callable[[str], str]
) -> None:
    code, out, _ = await why(town, tmp_path, spelt(town.reference))

    assert code == 0
    assert f"request\t{town.request_id}" in out.splitlines()


@pytest.mark.parametrize(
    ("system", "state", "so_far"),
    [
        ("fi_FI.UTF-8", "Etsitään auttajaa", "viikkoraja"),
        ("sv_FI.UTF-8", "Hjälpare söks", "vecko"),
    ],
)
async def test_the_reader_is_answered_in_their_language(
    town: Town, tmp_path: Path, system: str, state: str, so_far: str
) -> None:
    _, out, _ = await why(town, tmp_path, town.request_id, LC_ALL=system)

    said = dict(line.split("\t", 1) for line in out.splitlines())
    assert said["state"] == state
    assert so_far in said["so far"]


async def test_times_are_those_where_the_help_is_given(town: Town, tmp_path: Path) -> None:
    _, out, _ = await why(town, tmp_path, town.request_id)

    (line,) = [line for line in out.splitlines() if line.startswith("decision\t")]
    at = datetime.fromisoformat(line.split("\t")[1])
    assert at.utcoffset() == at.astimezone(HELSINKI).utcoffset()


async def test_a_terminal_without_our_letters_is_answered(town: Town, tmp_path: Path) -> None:
    ascii_only = {"LC_ALL": "fi_FI", "PYTHONIOENCODING": "ascii"}
    given = environment(town, **ascii_only)

    ended = await run_to_its_end(*process(tmp_path, town.request_id), **given)

    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.isascii()
    assert "state\tEtsitaan auttajaa" in ended.stdout.splitlines()


async def test_a_terminal_shows_tables_in_the_readers_language(town: Town, tmp_path: Path) -> None:
    given = environment(town, LC_ALL="sv_FI.UTF-8")
    words = process(tmp_path, town.request_id)

    shown = await asyncio.to_thread(shown_in_a_terminal, words, given)

    assert "Läge" in shown
    assert "Avstånd" in shown
    assert "so far" not in shown


async def test_json_tells_codes_and_figures(town: Town, tmp_path: Path) -> None:
    code, out, _ = await why(town, tmp_path, town.request_id, "--json")

    said = json.loads(out)
    assert code == 0
    assert (said["state"], said["urgency"], said["category"]) == ("open", "today", "groceries")
    assert said["counts"] == {"fitting": 12, "asked": 0, "at_cap": 2}
    (made,) = said["decisions"]
    assert made["refusals"] == {"area": 4}
    assert made["asked"][0]["number"] == 7
    assert made["asked"][0]["cost"]["total"] == pytest.approx(14.25)


async def test_a_hand_over_tells_who_was_refused(town: Town, tmp_path: Path) -> None:
    handed = replace(need(), state=NeedState.UNMATCHED, reason=UnmatchedReason.NOBODY_ABLE)
    await town.matching.add_need(handed)
    made = replace(decision(), asked=(), next_best=(), refusals={Reason.OFF_DUTY: 3})
    async with town.matching.store.begin() as work:
        await work.proposals.keep_decisions({handed.request_id: made})

    _, out, _ = await why(town, tmp_path, str(handed.request_id))

    assert "state\tNeeds the coordinator: nobody is able to help" in out.splitlines()
    assert "refused\t3\tare taking a break" in out.splitlines()


@pytest.mark.parametrize("unknown", ["019cf4a0-0000-7000-8000-0000000000ff", "K7-0B11", "x"])
async def test_what_nobody_knows_ends_with_1_and_says_so(
    town: Town, tmp_path: Path, unknown: str
) -> None:
    code, out, err = await why(town, tmp_path, unknown)

    assert (code, out) == (1, "")
    assert err == f"Matching knows no request {unknown}.\n"


async def test_a_database_that_is_away_ends_with_4(town: Town, tmp_path: Path) -> None:
    code, _, err = await why(town, tmp_path, town.request_id, MATCHING_POSTGRES_URL=NOBODY)

    assert code == 4
    assert err.startswith("A server does not answer: ")
