"""How errands are paid is the network's data."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from services.intake.requests.adapters import PAYMENT_FILE, read_payment_ways
from services.intake.submissions.rules.plea import PAID
from shared.contracts.words import OFFERED, Category, Language


def bent(folder: Path, pattern: str, instead: str) -> Path:
    file = folder / "payment.toml"
    file.write_text(re.sub(pattern, instead, PAYMENT_FILE.read_text("utf-8"), count=1), "utf-8")
    return file


@pytest.mark.parametrize("category", list(Category))
def test_there_is_a_way_to_pay_for_what_is_bought_and_only_for_that(category: Category) -> None:
    assert bool(read_payment_ways().offered([category])) is (category in PAID)


@pytest.mark.parametrize("way", read_payment_ways().ways, ids=lambda way: way.code)
@pytest.mark.parametrize("language", OFFERED)
def test_both_sides_are_told_in_each_language(way: object, language: Language) -> None:
    found = next(each for each in read_payment_ways().ways if each == way)

    assert found.asker[language]
    assert found.helper[language]


def test_a_code_that_is_no_longer_there_says_nothing() -> None:
    ways = read_payment_ways()

    assert ways.known("shells") is None
    assert ways.known("") is None
    assert ways.known("agree") is not None


@pytest.mark.parametrize(
    ("pattern", "instead"),
    [
        (r', en = "[^"]*"', ""),
        (r'fi = "[^"]*"', 'fi = " "'),
        (r'code = "\w+"', 'code = "Two words"'),
        (r'"pharmacy"', '"gold"'),
    ],
)
def test_a_file_that_lacks_something_stops_the_start(
    tmp_path: Path, pattern: str, instead: str
) -> None:
    with pytest.raises(ValidationError):
        read_payment_ways(bent(tmp_path, pattern, instead))
