"""How columns of other people's files are called, what their words mean: the network's data."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Final

from shared.network_file import Table
from shared.sheets.faults import FileFault, SheetError
from shared.sheets.sheet import Sheet, folded

IMPORTS_FILE: Final = Path(__file__).parents[2] / "deploy" / "network" / "imports.toml"
_TOLD: Final = 3
"""So many names of a column are told: one in each language."""
_SIGNS: Final = re.compile(r"[,;/|+&\n]")
YES, NO = "yes", "no"


class Kind(Table):
    """What is known of files of one kind: of requests, volunteers or partners."""

    needed: tuple[str, ...]
    yes_no: tuple[str, ...]
    lists: tuple[str, ...]
    beside: Mapping[str, str] = {}
    """Of a list whose first answer is the field's own: the field of those that come after."""
    passed_over: tuple[str, ...] = ()
    """Lists of which a word that is not known is left out."""
    unsaid: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    between: tuple[str, ...] = ()

    @cached_property
    def _fields(self) -> Mapping[str, str]:
        return {
            folded(name): field
            for field, names in self.headings.items()
            for name in (field, *names)
        }

    @cached_property
    def _codes(self) -> Mapping[str, Mapping[str, str]]:
        return {
            field: {folded(word): code for code, words in codes.items() for word in (code, *words)}
            for field, codes in self.words.items()
        }

    def is_known(self, heading: str) -> bool:
        """Say whether a folded heading is one of ours."""
        return heading in self._fields

    def has_words(self, field: str) -> bool:
        """Say whether a field is answered by words that mean codes."""
        return field in self.words

    def code(self, field: str, word: str) -> str | None:
        """Give the code that a word means."""
        return self._codes[field].get(folded(word))

    def parts_of(self, field: str, cell: str) -> list[str]:
        """Give the answers in a cell; what is one word of ours is one, whatever stands in it."""
        if self.has_words(field) and self.code(field, cell):
            return [cell]
        return [part for signed in _SIGNS.split(cell) for part in self._between_words(signed)]

    def _between_words(self, text: str) -> list[str]:
        """Give what stands between the words that join answers, as "and" does."""
        grouped = groupby(text.split(), lambda word: folded(word) in self.between)
        return [" ".join(words) for is_joining, words in grouped if not is_joining]

    def columns_in(self, sheet: Sheet) -> dict[str, str]:
        """Give the heading of each field; raises SheetError when two columns are one field's."""
        found: dict[str, str] = {}
        for heading in sheet.headings:
            field = self._fields.get(folded(heading))
            if field is None:
                continue
            if field in found:
                raise SheetError(FileFault.HEADING_DOUBLED, None, found[field], heading)
            found[field] = heading
        return found

    def require(self, fields: Iterable[str]) -> None:
        """Raise SheetError with the names of the columns that are needed and not there."""
        missing = [field for field in self.needed if field not in set(fields)]
        if missing:
            names = ("/".join(self.headings[field][:_TOLD]) for field in missing)
            raise SheetError(FileFault.HEADING_MISSING, None, *names)


class Glossary(Table):
    """The whole file."""

    yes: tuple[str, ...]
    no: tuple[str, ...]
    between: tuple[str, ...]
    requests: Kind
    volunteers: Kind
    activities: Kind
    partners: Kind

    def kind(self, name: str) -> Kind:
        """Give what is known of a kind of files, with the words that all kinds have."""
        kinds = {"requests": self.requests, "activities": self.activities}
        kinds |= {"partners": self.partners}
        kind = kinds.get(name, self.volunteers)
        answers = {YES: self.yes, NO: self.no}
        return kind.model_copy(
            update={
                "words": {**kind.words, **dict.fromkeys(kind.yes_no, answers)},
                "between": self.between,
            }
        )
