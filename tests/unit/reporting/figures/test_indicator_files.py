"""A new indicator is a file; what is wrong with one is said with its place, all at once."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.app import app
from deploy.cli.exits import Exit
from services.reporting.figures.adapters import INDICATORS_FOLDER, indicators_in
from services.reporting.figures.model.indicators import TOLD_IN, IndicatorKind, SmallCells
from services.reporting.figures.rules.indicator_files import IndicatorsError, read_indicators

GOOD = """
[[indicator]]
code = "food_requests"
name = { fi = "Ruoka-avun pyynnöt", sv = "Begäranden om mat", en = "Requests for food" }
definition = { fi = "Pyynnöt.", sv = "Begäranden.", en = "Requests." }
basis = "counted"
unit = "requests"
kind = "count"
formula = [{ measure = "requests.received", where = { line = ["food"] } }]
by = ["month"]
"""
ENTERED = (
    GOOD.replace('"count"', '"entered"')
    .replace('formula = [{ measure = "requests.received", where = { line = ["food"] } }]\n', "")
    .replace('by = ["month"]', "unconfirmed = true")
    .replace("food_requests", "by_hand")
)


def replaced(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def problems(*texts: str) -> list[str]:
    files = {f"{number}.toml": text for number, text in enumerate(texts)}
    with pytest.raises(IndicatorsError) as error:
        read_indicators(files, SmallCells(5, frozenset({"wellbeing"})))
    return list(error.value.problems)


def test_what_ships_has_names_and_definitions_in_every_language() -> None:
    shipped = indicators_in()

    for each in shipped:
        assert {language for language in TOLD_IN if each.name[language].strip()} == {*TOLD_IN}
        assert {language for language in TOLD_IN if each.definition[language].strip()} == {*TOLD_IN}
    assert {
        "requests",
        "people_helped",
        "people_not_deduplicated",
        "esf_participants",
    } <= shipped.codes
    assert {"CO01", "EECO19", "stea_volunteers", "answer_rate"} <= shipped.codes


def test_codes_from_memory_are_unconfirmed_and_what_is_worth_euros_is_off() -> None:
    shipped = indicators_in()

    by_hand = [each for each in shipped if each.kind is IndicatorKind.ENTERED]
    assert all(each.unconfirmed or each.confirmed for each in by_hand)
    assert shipped.of("CO15").unconfirmed
    assert not shipped.of("CO01").unconfirmed
    assert not shipped.of("volunteer_value").is_on
    assert shipped.of("volunteer_value").rate is not None


FAULTS = {
    "unknown measure requests.lost": replaced("requests.received", "requests.lost"),
    "name has no sv": replaced('sv = "Begäranden om mat", ', ""),
    "over is of shares, and every share has it": replaced('"count"', '"share"'),
    "k is never under 3": GOOD + "k = 2\n",
    "requests.received is not by outcome": replaced('["month"]', '["outcome"]'),
    "by: unknown weekday": replaced('["month"]', '["weekday"]'),
    "formula: requests.received is not by outcome": replaced("line = [", "outcome = ["),
    "whole network only nothing is by anything else": replaced('["food"]', '["wellbeing"]'),
    "basis is none of counted, sampled, estimated": replaced('"counted"', '"guessed"'),
    "code is missing": replaced("code = ", "kode = "),
    "minutes.volunteers counts minutes, and this is of count": replaced(
        "requests.received", "minutes.volunteers"
    ),
    "bands are of the kind band, and every one has them": GOOD + "bands = [1, 10]\n",
    "the source by which somebody confirmed it": ENTERED.replace("unconfirmed = true", ""),
    "part_of names no indicator that is entered by hand": ENTERED
    + 'part_of = { whole = "nothing", among = "age" }\n',
}


@pytest.mark.parametrize(("why", "text"), FAULTS.items())
def test_what_is_wrong_is_said_with_file_and_line(why: str, text: str) -> None:
    found = problems("\n# a head of two lines\n", text)

    assert [each for each in found if each.startswith("1.toml, line 2 (") and each.endswith(why)]


def test_everything_wrong_is_said_at_once_and_no_code_is_taken_twice() -> None:
    found = problems(GOOD, replaced('"counted"', '"guessed"') + "k = 1\n", "broken = [")

    assert "1.toml, line 2 (food_requests): the code is taken (0.toml, line 2)" in found
    assert any("basis" in each for each in found)
    assert any(each.startswith("2.toml: ") for each in found)


def test_tables_that_could_not_be_protected_beside_each_other_are_refused() -> None:
    other = replaced('["month"]', '["municipality"]').replace("food_requests", "other")

    assert problems(GOOD, other) == ["requests.received: line is crossed with more than one other"]


def test_the_command_says_what_is_wrong_in_a_folder(tmp_path: Path) -> None:
    for file in INDICATORS_FOLDER.glob("*.toml"):
        (tmp_path / file.name).write_text(file.read_text("utf-8"), encoding="utf-8")

    right = CliRunner().invoke(app, ["indicators", "check", "--folder", str(tmp_path)])
    (tmp_path / "new.toml").write_text(GOOD + "k = 2\n", encoding="utf-8")
    wrong = CliRunner().invoke(app, ["indicators", "check", "--folder", str(tmp_path)])

    assert (right.exit_code, wrong.exit_code) == (Exit.OK, Exit.FAILED)
    assert "new.toml, line 2 (food_requests): k is never under 3" in wrong.output


def test_the_list_says_where_each_number_comes_from() -> None:
    result = CliRunner().invoke(app, ["indicators", "list"])

    lines = dict(line.split("\t", 1) for line in result.output.splitlines())
    assert "request.created" in lines["requests"]
    assert "by hand\tunconfirmed" in lines["CO15"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["2026-01-01"], "A period is a first and a last day"),
        (["2026-01-01/2026-06-30", "--project", "nothing"], "There is no project nothing."),
        (
            ["2026-01-01/2026-06-29", "--project", "esimerkki-2026"],
            "The periods of esimerkki-2026 are 2026-01-01/2026-06-30",
        ),
    ],
)
def test_events_are_asked_of_days_that_are_a_period(
    tmp_path: Path, words: list[str], why: str
) -> None:
    asked = ["indicators", "events", "requests", "--state", str(tmp_path), "--period", *words]

    result = CliRunner().invoke(app, asked)

    assert result.exit_code == Exit.FAILED
    assert why in result.output
