"""Letters in words: one text template a language, its first line the subject."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import jinja2

from services.notify.letters.model import Text
from services.notify.letters.ports import UnwritableLetterError
from services.notify.letters.rules import flow, greeting_name, one_line
from shared.contracts.event import known
from shared.contracts.words import HelpKind, Language
from shared.funding import Funder
from shared.help_lines import HelpLine, HelpLines
from shared.languages import LANGUAGES
from shared.web.contact import EmergencyContact

LETTERS: Final = "letters"
"""In the folder of each language."""


@dataclass(frozen=True, slots=True)
class LastLines:
    """How every letter to everyone ends, so that none tells what it is about (decision 0035)."""

    contact: EmergencyContact
    help_lines: HelpLines
    concern_page: Callable[[Language], str]
    """Where whoever reads it can say that something was wrong; the same for everybody."""
    member_page: Callable[[Language], str]
    """Where volunteers ask for the link to their own membership; letters to them name it."""
    paid_by: Callable[[], Sequence[Funder]] = tuple
    """Who pays for the day on which the letter is written."""

    def values(
        self, language: Language
    ) -> Mapping[str, str | Sequence[HelpLine] | Sequence[Funder]]:
        """Give what the last lines are made of; no letter brings a value of these names."""
        return {
            "network_name": self.contact.network_name,
            "network_phone": self.contact.network_phone,
            "emergency_phone": self.contact.emergency_phone,
            "concern_url": self.concern_page(language),
            "member_page": self.member_page(language),
            "crisis_lines": self.help_lines.of((HelpKind.CRISIS,), language),
            "paid_by": self.paid_by(),
        }


class LetterRenderer:
    """Writes letters from the templates of the languages: `<language>/letters/<template>.txt`.

    One that a language does not have, as those to staff, is written as its readers speak.
    """

    def __init__(self, last_lines: LastLines, root: Path = LANGUAGES) -> None:
        """Read nothing yet; a template is compiled when first used."""
        self._last_lines = last_lines
        self._templates = jinja2.Environment(
            loader=jinja2.PrefixLoader(
                {each: jinja2.FileSystemLoader(root / each / LETTERS) for each in Language}
            ),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701  # plain text; every value is made one harmless line
            finalize=_harmless,
        )
        self._templates.filters["name"] = greeting_name

    def __call__(self, template: str, language: str, values: Mapping[str, str]) -> Text:
        """Write one letter; raises UnwritableLetterError."""
        try:
            found, said = self._template(template, known(Language, language))
            written = found.render({**values, **self._last_lines.values(said)})
        except (jinja2.TemplateNotFound, jinja2.UndefinedError):
            raise UnwritableLetterError from None
        subject, _, body = written.partition("\n")
        return Text(subject.strip(), flow(body))

    def _template(
        self, template: str, language: Language | None
    ) -> tuple[jinja2.Template, Language]:
        for said in (language, language.spoken) if language else ():
            with suppress(jinja2.TemplateNotFound):
                return self._templates.get_template(f"{said}/{template}.txt"), said
        raise jinja2.TemplateNotFound(template)


def _harmless(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value
