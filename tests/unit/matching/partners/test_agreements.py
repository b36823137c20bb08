"""The versions of the agreement, as the network's file has them."""

from datetime import date
from pathlib import Path

import pytest

from services.matching.partners.adapters import read_agreements
from shared.contracts.words import Language

TWO = """
[[version]]
name = "{first}"
first = 2026-01-01
[version.terms]
fi = ["Yksi."]

[[version]]
name = "2027-01"
first = {day}
[version.terms]
fi = ["Kaksi."]
sv = ["Två."]
"""


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2025, 1, 1), "2026-01"),
        (date(2026, 12, 31), "2026-01"),
        (date(2027, 1, 1), "2027-01"),
        (date(2030, 1, 1), "2027-01"),
    ],
)
def test_the_last_that_has_begun_holds(tmp_path: Path, day: date, version: str) -> None:
    file = tmp_path / "agreement.toml"
    file.write_text(TWO.format(first="2026-01", day="2027-01-01"), "utf-8")

    held = read_agreements(file).on(day)

    assert held.version == version
    assert set(held.terms) == set(Language)


@pytest.mark.parametrize("wrong", [{"first": "2027-01"}, {"day": "2025-12-31"}, {"first": "x"}])
def test_versions_out_of_order_or_of_one_name_stop_the_start(
    tmp_path: Path, wrong: dict[str, str]
) -> None:
    file = tmp_path / "agreement.toml"
    file.write_text(TWO.format(**{"first": "2026-01", "day": "2027-01-01"} | wrong), "utf-8")

    with pytest.raises(ValueError, match="version"):
        read_agreements(file)


def test_the_networks_own_file_says_it_in_the_languages_of_its_pages() -> None:
    spoken = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
    for each in read_agreements().versions:
        assert len({each.terms[code][0] for code in spoken}) == 3
        assert len({len(each.terms[code]) for code in spoken}) == 1
