"""The contact tree: who calls whom, read from the network's file and checked to reach everybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from deploy.playbook.files import CONTACT_TREE, SHIPPED
from shared.contracts.words import Language
from shared.help_lines import Day, check_ringer
from shared.languages import Words
from shared.network_file import Table

CONTACT_TREE_FILE: Final = SHIPPED / CONTACT_TREE
PRINTED: Final = (Language.FINNISH, Language.SWEDISH, Language.ENGLISH)
"""What hangs on the wall is said in these."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,40}$")]


class UnsaidError(ValueError):
    """It is said in Finnish, Swedish and English; write what is missing."""


class UnprintedError(ValueError):
    """The fallback is printed in fi, sv or en; take the others out."""


class TwiceError(ValueError):
    """Two contacts have this code; give one of them another."""


class UnknownContactError(ValueError):
    """There is no contact of this code; write one that the file has."""


class UnreachedError(ValueError):
    """Everybody but the first is called by exactly one contact; look at `calls`."""


def _said(words: Mapping[Language, str]) -> Mapping[Language, str]:
    if missing := [language for language in PRINTED if language not in words]:
        raise UnsaidError(*missing)
    return words


Printed = Annotated[Words, AfterValidator(_said)]
Number = Annotated[str, StringConstraints(pattern=r"^(\+?\d[\d ]{1,20}\d)?$")]


class Contact(Table):
    """Somebody who is rung, by what they do; who it is stays empty in what is shipped."""

    code: Code
    role: Printed
    organisation: Printed
    person: str = ""
    number: Number = ""
    verified_on: Day = None
    verified_by: str = ""
    calls: tuple[Code, ...]

    @model_validator(mode="after")
    def _is_rung_by_somebody(self) -> Self:
        check_ringer(self.verified_on, self.verified_by, self.code)
        return self


class ContactTree(Table):
    """The whole file."""

    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    first: Code
    contact: Annotated[tuple[Contact, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _reaches_everybody(self) -> Self:
        if foreign := {*self.languages} - {*PRINTED}:
            raise UnprintedError(*sorted(foreign))
        codes = [each.code for each in self.contact]
        if twice := {code for code in codes if codes.count(code) > 1}:
            raise TwiceError(*sorted(twice))
        called = [code for each in self.contact for code in each.calls]
        if unknown := {self.first, *called} - {*codes}:
            raise UnknownContactError(*sorted(unknown))
        once = all(called.count(code) == (code != self.first) for code in codes)
        if not once or len([*self.rows()]) < len(codes):
            raise UnreachedError(*sorted(set(codes) - {row.contact.code for row in self.rows()}))
        return self

    @cached_property
    def by_code(self) -> Mapping[str, Contact]:
        """Find a contact by its code."""
        return {each.code: each for each in self.contact}

    def rows(self) -> "Iterator[Row]":
        """Give each as the tree is walked: who calls comes before whom they call."""
        yield from self._below(self.first, ())

    def _below(self, code: str, way: Sequence[str]) -> "Iterator[Row]":
        if code in way:  # a ring reaches nobody new
            return
        yield Row(self.by_code[code], len(way))
        for other in self.by_code[code].calls:
            yield from self._below(other, (*way, code))


@dataclass(frozen=True, slots=True)
class Row:
    """A contact, and how many calls it is away from the first."""

    contact: Contact
    depth: int


def read_contact_tree(file: Path = CONTACT_TREE_FILE) -> ContactTree:
    """Read the file; raises LineError with the line of what is wrong first."""
    return ContactTree.read_by_line(file.read_text("utf-8"), file.name)
