"""Translations: gettext catalogues with stable ids, read from the .po files themselves.

`languages/<language>/<part>.po` holds the texts of one service, or of the page kit.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from shared.contracts.words import OFFERED, Language
from shared.languages import LANGUAGES, isolated, writing_of

KIT: Final = "kit"
"""The part that every service has: the page kit's texts, and codes that mean the same to all."""

Forms = tuple[str, ...]


class UnknownTextError(KeyError):
    """No catalogue has this id."""


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The texts of one service in every language; of its parts the first one wins."""

    texts: Mapping[Language, Mapping[str, Forms]]

    def text(self, language: Language, text_id: str, **values: object) -> str:
        """Look a text up and fill its `%(name)s` places; raises UnknownTextError."""
        text = self._forms(language, text_id)[0]
        return str(text % values) if values else text

    def counted(self, language: Language, text_id: str, number: int, **values: object) -> str:
        """Look up the form for a number; `%(number)s` is filled too."""
        forms = self._forms(language, text_id)
        form = min(_plural(language)(number), len(forms) - 1)
        return str(forms[form] % (values | {"number": number}))

    def _forms(self, language: Language, text_id: str) -> Forms:
        for texts in (self.texts[language], self.texts[Language.FINNISH]):
            if text_id in texts:
                return texts[text_id]
        raise UnknownTextError(text_id)


def read_catalogues(parts: Sequence[str], root: Path = LANGUAGES) -> Catalogues:
    """Read some parts in every language."""
    texts: dict[Language, dict[str, Forms]] = {language: {} for language in Language}
    for language in Language:
        for part in reversed(parts):
            texts[language] |= _texts(_read(root, part, language))
    for language in Language:
        if writing_of(language).direction == "rtl":
            texts[language] = _isolated(texts[Language.FINNISH], language) | texts[language]
    return Catalogues(texts)


def _isolated(texts: Mapping[str, Forms], language: Language) -> dict[str, Forms]:
    return {
        text_id: tuple(isolated(form, language) for form in forms)
        for text_id, forms in texts.items()
    }


def missing_texts(part: str, language: Language, root: Path = LANGUAGES) -> list[str]:
    """List the ids that another language has and this one lacks, leaves empty or fuzzy.

    One that is not said to staff lacks none of the texts that only staff read.
    """
    known: set[str] = set()
    for other in Language:
        known |= {str(_key(message.id)) for message in _read(root, part, other) if message.id}
    if not writing_of(language).for_staff:
        known = {text_id for text_id in known if not is_for_staff(part, text_id)}
    return sorted(known - _texts(_read(root, part, language)).keys())


def complete_languages(parts: Sequence[str], root: Path = LANGUAGES) -> list[Language]:
    """List the languages that are offered and complete in every part."""
    return [
        language
        for language in OFFERED
        if not any(missing_texts(part, language, root) for part in parts)
    ]


def is_for_staff(part: str, text_id: str) -> bool:
    """Say whether only staff read a text: some of `languages/staff.toml` begins its id.

    What begins with `!` there is for everybody all the same.
    """
    begins = _for_staff().get(part, ())
    open_to_all = tuple(each[1:] for each in begins if each.startswith("!"))
    return text_id.startswith(begins) and not text_id.startswith(open_to_all)


@cache
def _for_staff() -> Mapping[str, tuple[str, ...]]:
    read = tomllib.loads((LANGUAGES / "staff.toml").read_text("utf-8"))
    return {part: tuple(begins) for part, begins in read.items()}


@cache
def _read(root: Path, part: str, language: Language) -> Catalog:
    file = root / language / f"{part}.po"
    if not file.exists():
        return Catalog()
    with file.open("rb") as stream:
        return read_po(stream, locale=writing_of(language).locale)


def _texts(catalog: Catalog) -> dict[str, Forms]:
    found = {}
    for message in catalog:
        forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not message.fuzzy and all(forms):
            found[str(_key(message.id))] = tuple(str(form) for form in forms)
    return found


def _key(message_id: object) -> object:
    return message_id[0] if isinstance(message_id, tuple | list) else message_id


@cache
def _plural(language: Language) -> Callable[[int], int]:
    return c2py(Catalog(locale=writing_of(language).locale).plural_expr)
