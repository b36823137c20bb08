"""The words of the printed fallback: its own, and those of the pages whose forms it repeats."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from babel.dates import format_date

from deploy.playbook.contact_tree import Printed
from shared.contracts.words import Language
from shared.languages import writing_of
from shared.network_file import Table
from shared.web.catalogues import KIT, read_catalogues

_WORDS_FILE: Final = Path(__file__).with_name("words.toml")


class _File(Table):
    said: Mapping[str, Printed]


@dataclass(frozen=True, slots=True)
class PrintedWords:
    """All that is said on paper in one language."""

    language: Language
    said: Mapping[str, str]
    """Of the printed fallback itself, by the name of the text."""
    form: Callable[[str], str]
    """Of the public form, by the id of the text."""
    join: Callable[[str], str]
    """Of the volunteers' form."""

    @property
    def tag(self) -> str:
        """As the document is marked (BCP 47)."""
        return writing_of(self.language).tag

    def day(self, day: date) -> str:
        """Write a day as the language does."""
        writing = writing_of(self.language)
        return format_date(day, writing.day, locale=writing.locale)


def words_in(language: Language) -> PrintedWords:
    """Read them."""
    own = _File.read(_WORDS_FILE).said
    intake, matching = read_catalogues(["intake", KIT]), read_catalogues(["matching", KIT])
    return PrintedWords(
        language=language,
        said={name: words[language] for name, words in own.items()},
        form=lambda text_id: intake.text(language, text_id),
        join=lambda text_id: matching.text(language, text_id),
    )
