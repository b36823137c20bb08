"""How the network stands is changed at the machine by words that are typed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.watching.figures import Figures, LifeFigures
from deploy.watching.look_output import Page, lines
from services.intake.life_desk import Told
from shared.activation.standing import Reach
from shared.contracts.activation_words import ActivationState, OpenChannel
from tests.support.intake.activation.building import REACH

WORDS = ("--reason", "epidemic", "--decision", "board, 19 March")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


@pytest.mark.parametrize(
    ("command", "to"), [("activate", "winding_down"), ("deactivate", "activated")]
)
def test_each_command_goes_only_its_own_way(command: str, to: str) -> None:
    code, output = run(command, *WORDS, "--to", to)

    assert code == Exit.FAILED
    assert "--to is one of" in output


@pytest.mark.parametrize("wrong", [("--channels", "web,drones"), ("--sign-up", "maybe")])
def test_a_word_that_is_none_is_named(wrong: tuple[str, str]) -> None:
    code, output = run("activate", *WORDS, *wrong)

    assert code == Exit.FAILED
    assert wrong[1].rpartition(",")[2] in output


@pytest.mark.parametrize("command", ["activate", "deactivate"])
def test_without_a_reason_nothing_begins(command: str) -> None:
    assert run(command)[0] == Exit.USAGE


@pytest.mark.parametrize("command", ["activate", "deactivate"])
def test_without_a_network_it_cannot_be_reached(tmp_path: Path, command: str) -> None:
    assert run(command, *WORDS, "--state", str(tmp_path))[0] == Exit.UNREACHABLE


def test_what_is_not_said_stays_as_it_stands() -> None:
    told = Told(ActivationState.PROLONGED, "", "", channels=[OpenChannel.PHONE], lines=[])

    assert told.over(REACH) == Reach(
        channels=frozenset({OpenChannel.PHONE}),
        valid_until=REACH.valid_until,
        review_on=REACH.review_on,
    )


def test_the_status_says_where_the_network_is_in_its_life() -> None:
    since = datetime(2026, 3, 20, 9, tzinfo=UTC)
    life = LifeFigures(state="alerted", since=since)
    figures = Figures(services=[], queues=[], databases=True, life=life)

    assert "life\talerted since 2026-03-20 09:00 UTC" in [*lines(Page(figures, "", ""))]
