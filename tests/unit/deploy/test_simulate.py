"""The simulation as it is typed: a table, a picture, a file, and what is wrong in plain words."""

import json
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from deploy.simulating.compared_ways import WAYS
from deploy.simulating.comparison import Compared, compare
from deploy.simulating.picture import finding, picture
from deploy.simulating.printout import HEADS
from deploy.simulating.worlds import Size, make

SMALL = ("--volunteers", "120", "--requests-per-day", "20", "--days", "2")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ("simulate", *words), env={"COLUMNS": "200"})
    return result.exit_code, result.output


def compared(*names: str) -> list[Compared]:
    world = make("mikkeli", Size(120, 20, 2), 1)
    return compare([world], [WAYS[name] for name in names])


def test_two_ways_of_asking_are_compared_unless_told_otherwise() -> None:
    code, output = run(*SMALL)

    assert code == Exit.OK
    rows = [line.split("\t") for line in output.splitlines() if "\t" in line]
    assert [row[0] for row in rows] == ["way of asking", "recommended", "nearest"]
    assert {len(row) for row in rows} == {len(HEADS)}


def test_the_same_seed_prints_the_same() -> None:
    assert run(*SMALL, "--seed", "5") == run(*SMALL, "--seed", "5")
    assert run(*SMALL, "--seed", "5") != run(*SMALL, "--seed", "6")


def test_the_file_tells_what_was_simulated_and_every_figure(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"

    run(*SMALL, "--policy", "waves", "--runs", "2", "--json", str(file))

    told = json.loads(file.read_text(encoding="utf-8"))
    assert told["seeds"] == [1, 2]
    assert [one["policy"] for one in told["policies"]] == ["waves"]
    assert 0 <= told["policies"][0]["filled"] <= 1


def test_a_figure_that_does_not_exist_is_null(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"

    code, output = run("--volunteers", "0", "--days", "1", "--json", str(file))

    assert code == Exit.OK
    assert "nan" not in output
    assert json.loads(file.read_text(encoding="utf-8"))["policies"][0]["median_wait"] is None


@pytest.mark.parametrize("names", [("nearest",), tuple(WAYS)])
def test_the_picture_is_whole_and_names_every_way(names: tuple[str, ...]) -> None:
    drawn = picture(compared(*names), "mikkeli: <a small town> & its lakes")

    root = fromstring(drawn)  # noqa: S314  # our own text
    words = " ".join(root.itertext())
    assert all(name in words for name in names)
    assert "<a small town> & its lakes" in words
    assert "nan" not in drawn


def test_the_picture_of_an_empty_town_is_drawn_too() -> None:
    empty = compare([make("mikkeli", Size(0, 1, 1), 1)], [WAYS["nearest"], WAYS["waves"]])

    assert "nan" not in picture(empty, "nobody")


def test_the_title_says_what_came_out() -> None:
    both = compared("recommended", "nearest")

    title = finding(both)

    assert title.startswith(f"recommended: {100 * both[0].figures.filled:.0f} % taken")
    assert f"{both[1].figures.median_wait_today:.1f} min" in title


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--policy", "neerest"), "did you mean nearest?"),
        (("--policy", "???"), "choose from"),
        (("--world", "turku"), "mikkeli, finland, dense"),
        (("--volunteers", "-1"), "--volunteers"),
        (("--days", "0"), "--days"),
        (("--requests-per-day", "many"), "--requests-per-day"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(words: tuple[str, ...], hint: str) -> None:
    code, output = run(*words)

    assert code == Exit.USAGE
    assert hint in output


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere" / "waits.svg"

    code, output = run(*SMALL, "--picture", str(missing))

    assert code == Exit.FAILED
    assert str(missing) in output


def test_help_speaks_to_a_planner() -> None:
    code, output = run("--help")

    assert code == Exit.OK
    assert "made-up" in output
    assert "numpy" not in output
