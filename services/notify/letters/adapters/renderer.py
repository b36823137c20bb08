"""Letters in words: one text template a language, its first line the subject."""

from collections.abc import Mapping
from pathlib import Path

import jinja2

from services.notify.letters.model import Text
from services.notify.letters.ports import UnwritableLetterError
from services.notify.letters.rules import flow, greeting_name, one_line

LETTERS = Path(__file__).parents[1] / "templates"


class LetterRenderer:
    """Writes letters from the templates of a folder `<language>/<template>.txt`."""

    def __init__(self, folder: Path = LETTERS) -> None:
        """Read nothing yet; a template is compiled when first used."""
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701  # plain text; every value is made one harmless line
            finalize=_harmless,
        )
        self._templates.filters["name"] = greeting_name

    def __call__(self, template: str, language: str, values: Mapping[str, str]) -> Text:
        """Write one letter; raises UnwritableLetterError."""
        try:
            written = self._templates.get_template(f"{language}/{template}.txt").render(values)
        except (jinja2.TemplateNotFound, jinja2.UndefinedError):
            raise UnwritableLetterError from None
        subject, _, body = written.partition("\n")
        return Text(subject.strip(), flow(body))


def _harmless(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value
