"""What the script has happen, drawn once: the same number, the same acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from deploy.seeding.script import Activity, Purchase
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Category, Language


@dataclass(frozen=True, slots=True)
class SignUp:
    """Somebody wants to help."""

    name: str
    email: str
    postal_code: str
    language: Language
    categories: tuple[Category, ...]
    confirms: bool


@dataclass(frozen=True, slots=True)
class Ask:
    """Somebody asks for help."""

    fields: Mapping[str, str] = field(repr=False)
    by_phone: bool
    cancels: bool
    key: UUID


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody rings, or is rung, and no request comes of it."""

    phone: str = field(repr=False)
    outcome: CallOutcome


@dataclass(frozen=True, slots=True)
class Miss:
    """Somebody rings and nobody answers."""

    phone: str = field(repr=False)
    number: int
    rung_back: bool
    reached: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """An organisation plans something for each time of it."""

    activity: Activity
    first: date
    last: date
    key: UUID


@dataclass(frozen=True, slots=True)
class Hold:
    """An organisation writes down what was done."""

    activity: Activity
    day: date
    people: int
    key: UUID
    slips: bool


@dataclass(frozen=True, slots=True)
class Buy:
    """A coordinator agrees on a contract."""

    purchase: Purchase
    first: date
    last: date
    key: UUID


@dataclass(frozen=True, slots=True)
class Deliver:
    """A supplier writes down what was delivered of the contract with this key."""

    purchase: Purchase
    contract: UUID
    day: date
    people: int | None
    key: UUID


What: TypeAlias = SignUp | Ask | Ring | Miss | Plan | Hold | Buy | Deliver


@dataclass(frozen=True, slots=True)
class Act:
    """Something at its moment."""

    at: datetime
    what: What
