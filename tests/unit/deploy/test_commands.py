"""The commands as they are typed."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, words)
    return result.exit_code, result.output


def test_help_names_every_command() -> None:
    code, output = run("--help")

    assert code == Exit.OK
    for command in (
        "up",
        "down",
        "status",
        "activate",
        "deactivate",
        "seed",
        "doctor",
        "erase",
        "keys",
        "network",
        "test",
        "import",
        "parked",
        "bench",
        "definitions",
        "why",
    ):
        assert f"  {command} " in output


def test_a_misspelt_command_is_a_usage_error_with_a_suggestion() -> None:
    code, output = run("statsu")

    assert code == Exit.USAGE
    assert "status" in output


@pytest.mark.parametrize("command", ["status", "seed"])
def test_without_a_network_a_command_says_that_it_cannot_be_reached(
    tmp_path: Path, command: str
) -> None:
    code, output = run(command, "--state", str(tmp_path))

    assert code == Exit.UNREACHABLE
    assert "\n" in output


def test_stopping_nothing_is_no_failure(tmp_path: Path) -> None:
    assert run("down", "--state", str(tmp_path)) == (Exit.OK, "nothing runs\n")


def test_the_doctor_prints_a_line_for_each_thing(tmp_path: Path) -> None:
    _, output = run("doctor", "--state", str(tmp_path))

    assert all(len(line.split("\t")) >= 3 for line in output.splitlines())
