"""What is typed about an activity is taken as it is meant, or each wrong field says why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.matching.activities.model import Done
from services.matching.activities.rules.done import AGE, again, as_typed, read_done
from services.matching.programme.rules.typed import FORMULA
from shared.contracts.activity_words import AgeBand
from shared.contracts.words import Basis
from tests.support.matching.activities.building import BOUNDS, LINE_OF_60, TODAY, done

TITLES = st.from_regex(r"\A[A-Za-z][a-z]{0,9}( [a-z]{1,9}){0,6}\Z")
WORK = st.none() | st.integers(5, 100_000)


@st.composite
def known_ages(draw: st.DrawFn, headcount: int) -> dict[AgeBand, int]:
    left, ages = headcount, {}
    for band in draw(st.lists(st.sampled_from(AgeBand), unique=True)):
        ages[band] = draw(st.integers(0, left))
        left -= ages[band]
    return ages


@st.composite
def deeds(draw: st.DrawFn) -> Done:
    headcount = draw(st.integers(1, 100_000))
    return Done(
        title=draw(TITLES),
        service_line=draw(st.sampled_from(BOUNDS.lines)),
        municipality=draw(st.sampled_from(BOUNDS.municipalities)),
        occurred_on=draw(st.dates(BOUNDS.first_day, TODAY)),
        minutes=draw(st.integers(5, 24 * 60)),
        headcount=headcount,
        basis=draw(st.sampled_from(Basis)),
        ages=draw(known_ages(headcount)),
        volunteer_minutes=draw(WORK),
        staff_minutes=draw(WORK),
        evidence=draw(st.sampled_from(["", "https://example.org/a?b=1"])),
    )


def refused(**changed: str) -> dict[str, str]:
    read = read_done(LINE_OF_60 | changed, BOUNDS)
    return {each.field: each.code for each in read} if isinstance(read, tuple) else {}


def test_a_line_of_sixty_is_read() -> None:
    assert read_done(LINE_OF_60, BOUNDS) == done()


@given(deeds())
def test_what_is_shown_to_be_corrected_is_read_as_it_was(deed: Done) -> None:
    assert read_done(as_typed(deed), BOUNDS) == deed


@given(deeds(), st.lists(st.integers(0, 200_000), min_size=4, max_size=4))
def test_ages_that_add_up_to_more_than_came_are_refused_and_no_others(
    deed: Done, counts: list[int]
) -> None:
    ages = {
        f"{AGE}{band}": str(count) for band, count in zip(AgeBand, counts, strict=True) if count
    }
    typed = {name: text for name, text in as_typed(deed).items() if not name.startswith(AGE)}

    read = read_done(typed | ages, BOUNDS)

    is_more = sum(counts) > deed.headcount or max(counts) > 100_000
    assert isinstance(read, tuple) is is_more


def test_a_repeat_is_of_today_and_asks_how_many_came() -> None:
    typed = again(done(ages={AgeBand.FROM_55: 3}, evidence="https://example.org"), BOUNDS)

    assert typed["occurred_on"] == TODAY.isoformat()
    assert (typed["headcount"], typed["evidence"]) == ("", "")
    assert not [name for name in typed if name.startswith(AGE)]
    assert read_done(typed | {"headcount": "7"}, BOUNDS) == done(headcount=7, occurred_on=TODAY)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-1", "least"),
        ("\u22121", "least"),
        ("0", "least"),
        ("1000000", "most"),
        ("9" * 400, "most"),
        ("", "missing"),
        ("noin 60", "invalid"),
        ("60,5", "invalid"),
    ],
)
def test_a_headcount_that_cannot_be_is_said_at_its_field(typed: str, code: str) -> None:
    assert refused(headcount=typed) == {"headcount": code}


@pytest.mark.parametrize(("typed", "number"), [("1 200", 1200), (" 60 ", 60), ("100000", 100_000)])
def test_a_headcount_is_read_as_people_write_it(typed: str, number: int) -> None:
    assert read_done(LINE_OF_60 | {"headcount": typed}, BOUNDS) == done(headcount=number)


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY + timedelta(days=1), "future"),
        (BOUNDS.first_day - timedelta(days=1), "early"),
        ("31.2.2026", "invalid"),
        ("", "missing"),
    ],
)
def test_a_day_on_which_it_cannot_have_been_is_refused(day: date | str, code: str) -> None:
    assert refused(occurred_on=str(day)) == {"occurred_on": code}


def test_a_paper_tally_has_its_true_day() -> None:
    read = read_done(LINE_OF_60 | {"occurred_on": "2.1.2026"}, BOUNDS)

    assert read == done(occurred_on=date(2026, 1, 2))


@pytest.mark.parametrize("sign", sorted(FORMULA))
def test_a_name_that_a_spreadsheet_takes_for_a_formula_is_refused(sign: str) -> None:
    assert refused(title=f"{sign}HYPERLINK(1)") == {"title": "formula"}
    assert refused(title=f"Ryhmä {sign} toinen") == {}


@pytest.mark.parametrize(
    ("typed", "code"), [("2", "least"), ("", "missing"), ("kauan", "invalid"), ("25 h", "invalid")]
)
def test_who_types_two_for_two_hours_is_asked(typed: str, code: str) -> None:
    assert refused(minutes=typed) == {"minutes": code}


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("http://example.org", "https"),
        ("javascript:alert(1)", "https"),
        ("https://", "invalid"),
        ("https://nimi:salasana@example.org", "invalid"),
        ("https://localhost", "invalid"),
        ("https://example.org/a b", "invalid"),
        ("https://[::1", "invalid"),
        (f"https://example.org/{'a' * 500}", "long"),
    ],
)
def test_a_link_that_does_not_open_safely_is_refused(link: str, code: str) -> None:
    assert refused(evidence=link) == {"evidence": code}


def test_only_what_the_organisation_does_and_where_it_does_it_can_be_chosen() -> None:
    assert refused(service_line="company", municipality="091") == {
        "service_line": "unknown",
        "municipality": "unknown",
    }
    assert refused(service_line="", municipality="") == {
        "service_line": "missing",
        "municipality": "missing",
    }


def test_everything_that_is_wrong_is_said_at_once() -> None:
    read = read_done({}, BOUNDS)

    assert isinstance(read, tuple)
    assert {each.field for each in read} == {
        *("title", "service_line", "municipality", "occurred_on", "minutes", "headcount")
    }
