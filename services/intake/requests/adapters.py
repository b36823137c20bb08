"""The ways to pay as the network's file has them."""

import tomllib
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from services.intake.requests.rules.payment import PaymentWay, PaymentWays
from shared.contracts.words import Category, Language

PAYMENT_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "payment.toml"


class UnspokenWayError(ValueError):
    """A way to pay lacks its words in a language of the network."""


def read_payment_ways(file: Path = PAYMENT_FILE) -> PaymentWays:
    """Read the file; a missing word or a wrong value stops the start by its name."""
    given = _File.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    return PaymentWays(
        [PaymentWay(way.code, way.categories, way.asker, way.helper) for way in given.way]
    )


def _spoken(words: dict[Language, str]) -> dict[Language, str]:
    if set(words) != set(Language):
        raise UnspokenWayError
    return words


_Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Words = Annotated[dict[Language, _Line], AfterValidator(_spoken)]


class _Way(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
    categories: frozenset[Category]
    asker: _Words
    helper: _Words


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    way: tuple[_Way, ...]
