"""The town, the ways to pay and the promises as the network's files have them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, Field, PositiveInt, StringConstraints

from services.intake.phone_hours.model import Hours
from services.intake.requests.rules.payment import PaymentWay, PaymentWays
from services.intake.requests.rules.promises import Promises, Spans
from services.intake.requests.rules.town import RungNumber, Town
from shared.contracts.words import Category, Language, Urgency
from shared.help_lines import GOOD_FOR
from shared.network_file import Table

PAYMENT_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "payment.toml"
PROMISES_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "promises.toml"
TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"


class UnspokenWayError(ValueError):
    """A way to pay lacks its words in a language of the network."""


def read_payment_ways(file: Path = PAYMENT_FILE) -> PaymentWays:
    """Read the file; a missing word or a wrong value stops the start by its name."""
    given = _File.read(file)
    return PaymentWays(
        [PaymentWay(way.code, way.categories, way.asker, way.helper) for way in given.way]
    )


def _spoken(words: dict[Language, str]) -> dict[Language, str]:
    if set(words) != set(Language):
        raise UnspokenWayError
    return words


_Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Words = Annotated[dict[Language, _Line], AfterValidator(_spoken)]


class _Way(Table):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    categories: frozenset[Category]
    asker: _Words
    helper: _Words


class _File(Table):
    way: tuple[_Way, ...]


class _Hours(Table):
    first_hours: PositiveInt
    then_hours: PositiveInt

    def spans(self) -> Spans:
        return Spans(timedelta(hours=self.first_hours), timedelta(hours=self.then_hours))


class _Work(Table):
    minutes_before: PositiveInt
    minutes_late: PositiveInt


class _PromisesFile(Table):
    today: _Hours
    within_2_days: _Hours
    within_a_week: _Hours
    no_hurry: _Hours
    work: _Work


def read_promises(file: Path, now: Callable[[], datetime], hours: Hours) -> Promises:
    """Read the file; a start fails where a line is missing or unknown."""
    given = _PromisesFile.read(file)
    spans = {
        Urgency.TODAY: given.today,
        Urgency.WITHIN_2_DAYS: given.within_2_days,
        Urgency.WITHIN_A_WEEK: given.within_a_week,
        Urgency.NO_HURRY: given.no_hurry,
    }
    return Promises(
        {urgency: each.spans() for urgency, each in spans.items()},
        before=timedelta(minutes=given.work.minutes_before),
        late=timedelta(minutes=given.work.minutes_late),
        now=now,
        hours=hours,
    )


_Code = Annotated[str, StringConstraints(pattern=r"^\d{3}$")]
_Number = Annotated[str, StringConstraints(pattern=r"^\+?\d[\d ]{1,20}\d$")]


class _Rung(Table):
    number: _Number
    verified_on: date
    verified_by: _Line


class _TownFile(Table):
    municipality: _Code
    serves: Annotated[frozenset[_Code], Field(min_length=1)]
    elsewhere: dict[_Code, _Rung]


def read_town(file: Path = TOWN_FILE) -> Town:
    """Read the file; a number that no named person has rung stops the start."""
    given = _TownFile.read(file)
    rung = {
        code: RungNumber(each.number, each.verified_on + GOOD_FOR)
        for code, each in given.elsewhere.items()
    }
    return Town(given.municipality, given.serves, rung)
