"""Who stands behind this network and answers for it: the network's data, for its public pages."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, HttpUrl, model_validator

from shared.contracts.words import Language
from shared.help_lines import Day, UnnamedRingerError, is_fresh
from shared.languages import Words
from shared.network_file import Table
from shared.web.contact import MailAddress, Phone

ABOUT_FILE: Final = Path(__file__).parents[2] / "deploy" / "network" / "about.toml"


class NoFinnishError(ValueError):
    """Words lack the Finnish ones, which stand for those of a language that has none."""


def _finnish_at_least(words: Mapping[Language, str]) -> Mapping[Language, str]:
    if Language.FINNISH not in words:
        raise NoFinnishError
    return words


Spoken = Annotated[Words, AfterValidator(_finnish_at_least)]


class Contact(Table):
    """Somebody who can be written to, rung or looked up."""

    example: bool = False
    """Nobody has written the real thing yet."""
    name: Spoken
    address: str = ""
    email: MailAddress | None = None
    phone: Phone | None = None
    page: HttpUrl | None = None

    @property
    def tel(self) -> str:
        """The number as a tel: link wants it."""
        return (self.phone or "").replace(" ", "")


class Controller(Contact):
    """Who decides what is done with people's data."""

    basis: Spoken
    kept: Spoken


class Authority(Contact):
    """Whom to complain to; looked up by a named person on a day, or by nobody yet."""

    verified_on: Day = None
    verified_by: str = ""

    @model_validator(mode="after")
    def _is_looked_up_by_somebody(self) -> "Authority":
        if (self.verified_on is None) != (not self.verified_by):
            raise UnnamedRingerError
        return self


class Authorities(Table):
    """By what they watch over."""

    privacy: Authority
    accessibility: Authority


class Statement(Table):
    """What is said of the accessibility of these pages."""

    status: Literal["fully", "partly", "not"]
    written_on: date
    shortfall: tuple[Spoken, ...] = ()


class Behind(Contact):
    """One of those who stand behind the network."""

    kind: Literal["town", "partner", "funder", "maker"]
    does: Spoken


class About(Table):
    """The whole file."""

    controller: Controller
    protection_officer: Contact
    accessibility: Contact
    statement: Statement
    authority: Authorities
    behind: Annotated[tuple[Behind, ...], Field(min_length=1)]

    def examples(self) -> Sequence[str]:
        """Name what nobody has written yet."""
        return [name for name, contact in self._named() if contact.example]

    def not_looked_up(self, today: date) -> Sequence[str]:
        """Name the authorities whose data nobody has looked up within a year."""
        watching = {
            "authority.privacy": self.authority.privacy,
            "authority.accessibility": self.authority.accessibility,
        }
        return [name for name, one in watching.items() if not is_fresh(one.verified_on, today)]

    def _named(self) -> Iterator[tuple[str, Contact]]:
        yield "controller", self.controller
        yield "protection_officer", self.protection_officer
        yield "accessibility", self.accessibility
        for each in self.behind:
            yield f"behind: {each.kind}", each


def read_about(file: Path = ABOUT_FILE) -> About:
    """Read the file; what is missing or unknown stops the start by its name."""
    return About.read(file)
