"""Translations: gettext catalogues with stable ids, read from the .po files themselves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from shared.contracts.words import Language

KIT = Path(__file__).parent / "locales"
"""The texts that every service has: the page kit's, and the codes that mean the same to all."""

Forms = tuple[str, ...]


class UnknownTextError(KeyError):
    """No catalogue has this id."""


@dataclass(frozen=True, slots=True)
class Catalogues:
    """The texts of one service in every language: its own folders, first one wins."""

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


def read_catalogues(folders: Sequence[Path]) -> Catalogues:
    """Read every language of every folder (`<folder>/<language>/LC_MESSAGES/messages.po`)."""
    texts: dict[Language, dict[str, Forms]] = {language: {} for language in Language}
    for language in Language:
        for folder in reversed(folders):
            texts[language] |= _texts(_read(folder, language))
    return Catalogues(texts)


def missing_texts(folder: Path, language: Language) -> list[str]:
    """List the ids that another language has and this one lacks, leaves empty or fuzzy."""
    known: set[str] = set()
    for other in Language:
        known |= {str(_key(message.id)) for message in _read(folder, other) if message.id}
    return sorted(known - _texts(_read(folder, language)).keys())


def complete_languages(folders: Sequence[Path]) -> list[Language]:
    """List the languages that may be shown: complete in every folder."""
    return [
        language
        for language in Language
        if not any(missing_texts(folder, language) for folder in folders)
    ]


@cache
def _read(folder: Path, language: Language) -> Catalog:
    file = folder / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as stream:
        return read_po(stream, locale=str(language))


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
    return c2py(Catalog(locale=str(language)).plural_expr)
