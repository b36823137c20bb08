"""A list that was pasted or handed in: each row a number, perhaps a name and a language."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from services.intake.call_rounds.model import MOST_PEOPLE, Given, GivenList, WrongRow
from shared.contracts.event import known
from shared.contracts.words import OFFERED, Language
from shared.fields.phone import international, wrong_phone
from shared.fields.problem import Problem
from shared.fields.text import LONGEST_NAME, one_line
from shared.sheets.entries import entries_of
from shared.sheets.faults import FileFault, SheetError
from shared.sheets.glossary import Kind
from shared.sheets.mapping import mapping_by_headings
from shared.sheets.model import Entries, Entry
from shared.sheets.sheet import folded, read_sheet

FIELDS: Final = ("phone", "first_name", "language")
_NUMBER: Final = re.compile(r"[+(]?\d[\d\s().\u2010-\u2015-]{4,}\d")
_BETWEEN: Final = re.compile(r"[\t;,|]")
_AROUND: Final = " \t;,|:-"

Keyed = Callable[..., str]


def people_kind(requests: Kind) -> Kind:
    """Make what is known of files of people to ring, of what is known of files of requests."""
    headings = {name: requests.headings[name] for name in FIELDS}
    words = {"language": requests.words["language"]} if "language" in requests.words else {}
    bent: dict[str, object] = {
        "needed": ("phone",),
        "yes_no": (),
        "lists": (),
        "beside": {},
        "unsaid": {"language": Language.FINNISH.value},
        "headings": headings,
        "words": words,
    }
    return requests.model_copy(update=bent)


def read_given(raw: bytes, kind: Kind, keyed: Keyed) -> GivenList:
    """Read a file with headings; raises SheetError."""
    sheet = read_sheet(raw, kind.is_known)
    _check_size(len(sheet.rows))
    entries = entries_of(sheet, mapping_by_headings(sheet, kind), kind, keyed)
    return _list((_read_entry(one, entries) for one in entries.read), entries.unread)


def read_pasted(text: str, kind: Kind, keyed: Keyed) -> GivenList:
    """Read what was pasted: with headings as a file, else a number a line and what is beside."""
    lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
    first = lines[0][1] if lines else ""
    if any(kind.is_known(folded(cell)) for cell in _BETWEEN.split(first)):
        return read_given(text.encode(errors="replace"), kind, keyed)
    _check_size(len(lines))
    return _list(_read_line(at, line) for at, line in lines)


def _check_size(rows: int) -> None:
    if rows > MOST_PEOPLE:
        raise SheetError(FileFault.MANY_ROWS)


def _read_entry(entry: Entry, entries: Entries) -> Given | WrongRow:
    if entry.problems:
        problem = entry.problems[0]
        return WrongRow(entry.line, problem, entries.columns.get(problem.field))
    said = {name: str(entry.body.get(name, "")) for name in FIELDS}
    read = _read(entry.line, said["phone"], said["first_name"], said["language"])
    if isinstance(read, Given):
        return read
    return replace(read, column=entries.columns.get(read.problem.field))


def _read_line(line: int, text: str) -> Given | WrongRow:
    found = _NUMBER.search(text)
    if found is None:
        return WrongRow(line, Problem("phone", "missing"))
    beside = f"{text[: found.start()]} {text[found.end() :]}"
    return _read(line, found.group(), beside.strip(_AROUND))


def _read(line: int, phone: str, name: str, language: str = "") -> Given | WrongRow:
    number, called = international(phone), one_line(name)
    if not number:
        return WrongRow(line, Problem("phone", "missing"))
    if why := wrong_phone(number):
        return WrongRow(line, Problem("phone", why))
    if len(called) > LONGEST_NAME:
        return WrongRow(line, Problem("first_name", "long"))
    said = known(Language, language)
    return Given(number, called, said if said in OFFERED else Language.FINNISH)


def _list(read: Iterable[Given | WrongRow], unread: Iterable[str] = ()) -> GivenList:
    people: dict[str, Given] = {}
    wrong, doubled = [], 0
    for row in read:
        if isinstance(row, WrongRow):
            wrong.append(row)
        elif people.setdefault(row.phone, row) is not row:
            doubled += 1
    return GivenList(list(people.values()), wrong, doubled, tuple(unread))
