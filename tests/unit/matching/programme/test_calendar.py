"""The calendar is read by other programs: lines of RFC 5545."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.matching.programme.model import Planned
from services.matching.programme.rules.calendar import calendar
from tests.support.matching.building import NOW
from tests.support.matching.programme.building import planned

ORIGIN = "https://avuksi.example.org/fi/ohjelma"
WORDS = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=80)


def titled(title: str) -> Planned:
    art = planned(UUID(int=1), NOW + timedelta(days=6))
    return replace(art, plan=replace(art.plan, title=title), host="Ryhmä")


def written(*entries: Planned) -> str:
    return calendar(entries, "Ohjelma", ORIGIN, NOW)


def test_an_entry_says_what_when_and_where() -> None:
    one = titled("Taide; piirretään, maalataan")

    lines = written(one).split("\r\n")

    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert f"UID:{one.id}@porukalla" in lines
    assert "DTSTART:20261201T090000Z" in lines
    assert "DTEND:20261201T103000Z" in lines
    assert r"SUMMARY:Taide\; piirretään\, maalataan" in lines
    assert "STATUS:CONFIRMED" in lines
    assert "SEQUENCE:0" in lines


def test_what_is_cancelled_stays_with_a_greater_number() -> None:
    lines = written(replace(titled("Taide"), is_cancelled=True, version=2)).split("\r\n")

    assert "STATUS:CANCELLED" in lines
    assert "SEQUENCE:1" in lines


@given(WORDS)
def test_no_line_is_too_long_and_none_is_broken_within_a_letter(title: str) -> None:
    text = written(titled(title))

    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    unfolded = re.sub("\r\n ", "", text)
    (summary,) = re.findall("SUMMARY:(.*)\r\n", unfolded)
    assert re.sub(r"\\(.)", r"\1", summary) == title
