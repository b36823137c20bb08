"""The town, the ways to pay and the promises as the network's files have them; the code words."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import Field, PositiveInt, StringConstraints, model_validator

from services.intake.phone_hours.model import Hours
from services.intake.requests.rules.payment import PaymentWay, PaymentWays
from services.intake.requests.rules.promises import Promises, Spans
from services.intake.requests.rules.town import RungNumber, Town
from shared.contracts.words import Category, Language, Urgency
from shared.help_lines import GOOD_FOR
from shared.languages import LANGUAGES, Line, Words, said_alike
from shared.network_file import Table

PAYMENT_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "payment.toml"
PROMISES_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "promises.toml"
TOWN_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "town.toml"


class UnspokenWayError(ValueError):
    """A way to pay lacks its words in a language that another one has."""


def read_payment_ways(file: Path = PAYMENT_FILE) -> PaymentWays:
    """Read the file; a missing word or a wrong value stops the start by its name."""
    given = _File.read(file)
    return PaymentWays(
        [PaymentWay(way.code, way.categories, way.asker, way.helper) for way in given.way]
    )


@cache
def code_words(language: Language) -> tuple[str, ...]:
    """Read the words of a language; one that has none of its own has the Finnish ones."""
    own = LANGUAGES / language.spoken / "code_words.txt"
    file = own if own.exists() else LANGUAGES / Language.FINNISH / "code_words.txt"
    return tuple(file.read_text("utf-8").split())


class _Way(Table):
    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    categories: frozenset[Category]
    asker: Words
    helper: Words


class _File(Table):
    way: tuple[_Way, ...]

    @model_validator(mode="after")
    def _are_said_alike(self) -> Self:
        if not said_alike(words for way in self.way for words in (way.asker, way.helper)):
            raise UnspokenWayError
        return self


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
    verified_by: Line


class _TownFile(Table):
    municipality: _Code
    serves: Annotated[frozenset[_Code], Field(min_length=1)]
    neighbours: frozenset[_Code] = frozenset()
    """Matching's: where its organisations may help."""
    elsewhere: dict[_Code, _Rung]


def read_town(file: Path = TOWN_FILE) -> Town:
    """Read the file; a number that no named person has rung stops the start."""
    given = _TownFile.read(file)
    rung = {
        code: RungNumber(each.number, each.verified_on + GOOD_FOR)
        for code, each in given.elsewhere.items()
    }
    return Town(given.municipality, given.serves, rung)
