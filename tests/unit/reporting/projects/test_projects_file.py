"""The file of projects: read at start, and what is wrong in it is told by its line."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.reporting.figures.adapters import indicators_in
from services.reporting.projects.adapters import PROJECTS_FILE, projects_in, read_projects
from shared.contracts.words import Language
from shared.funding.file import read_funding
from shared.network_file import LineError, line_of

TEXT = PROJECTS_FILE.read_text("utf-8")
FUNDING = read_funding()
KNOWN = indicators_in().codes


def line(sought: str) -> int:
    return next(at for at, each in enumerate(TEXT.splitlines(), 1) if each.startswith(sought))


def test_what_ships_is_an_example_and_readable() -> None:
    (shipped,) = read_projects(funding=FUNDING, known_indicators=KNOWN).all

    assert all(said["example"] for said in tomllib.loads(TEXT)["project"])
    assert shipped.funder[Language.ENGLISH] == "Example Fund"
    assert shipped.names[Language("selko")] == "Esimerkkihanke"
    assert shipped.days.first == shipped.periods[0].first


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"),
    [
        ('"ESIMERKKI-1"', '"ESIMERKKI-9"', "funding", "funding.toml has no project ESIMERKKI-9"),
        ("first = 2026-07-01", "first = 2026-06-30", "periods", "period 2 begins before period 1"),
        ('["491"]', '["4911"]', "areas", "no municipality has the code 4911"),
        ("euros = 80000", "euros = -1", "budget", "project 1 budget 1 euros: "),
        ("keep_until = 2038-12-31", "", "[[project]]", "project 1 keep_until: Field required"),
        ("areas", "area", "[[project]]", "project 1 areas: Field required"),
        ("example = true", "example = true\nexample = true", "example", "Cannot overwrite a value"),
    ],
)
def test_what_is_wrong_is_told_with_file_line_and_reason(
    old: str, new: str, at: str, reason: str
) -> None:
    body = TEXT[TEXT.index("[[project]]") :]
    text = TEXT.removesuffix(body) + body.replace(old, new, 1)

    with pytest.raises(LineError) as wrong:
        projects_in(text, "projects.toml", FUNDING)

    where, said = str(wrong.value).split(": ", 1)
    assert said.startswith(reason)
    expected = line(at) if at in TEXT else line("[[project]]")
    assert abs(int(where.removeprefix("projects.toml, line ")) - expected) <= new.count("\n")


def test_a_code_is_one_projects() -> None:
    body = TEXT[TEXT.index("[[project]]") :]

    with pytest.raises(LineError, match="another project has this code"):
        projects_in(TEXT + body, "projects.toml", FUNDING)


@pytest.mark.parametrize(
    ("days", "is_right"),
    [
        ("first = 2026-01-01, last = 2026-06-30", True),
        ("first = 2026-01-01, last = 2026-06-29", False),
        ("first = 2026-01-01, last = 2026-12-31", False),
    ],
    ids=["the same", "a day fewer", "two of them"],
)
def test_two_projects_tell_of_the_same_days_or_of_days_apart(days: str, *, is_right: bool) -> None:
    other = TEXT[TEXT.index("[[project]]") :].replace('code = "esi', 'code = "toinen-esi')
    begins, ends = other.index("periods = ["), other.index("participant_link")
    other = f"{other[:begins]}periods = [\n  {{ {days} }},\n]\n{other[ends:]}"

    if is_right:
        assert len(projects_in(TEXT + other, "projects.toml", FUNDING).all) == 1 + 1
        return
    with pytest.raises(LineError, match="period 1 shares days with a period of esimerkki-2026"):
        projects_in(TEXT + other, "projects.toml", FUNDING)


def test_an_unknown_indicator_of_a_target_is_told_by_its_line() -> None:
    text = f"{TEXT}wishes = 7\n"

    with pytest.raises(LineError, match=f"line {text.count(chr(10))}: there is no indicator wish"):
        projects_in(text, "projects.toml", FUNDING, KNOWN)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4), st.data())
def test_the_line_of_a_table_is_found_among_those_of_its_name(
    counts: list[int], data: st.DataObject
) -> None:
    lines, places = list[str](), dict[tuple[str | int, ...], int]()
    for number, below in enumerate(counts):
        lines.append("[[outer]]  # one")
        places["outer", number] = len(lines)
        for inner in range(below):
            lines += ["[[outer.inner]]", f"x = {inner}"]
            places["outer", number, "inner", inner] = len(lines) - 1
            places["outer", number, "inner", inner, "x"] = len(lines)
    place = data.draw(st.sampled_from(sorted(places, key=str)))

    assert line_of("\n".join(lines), place) == places[place]
