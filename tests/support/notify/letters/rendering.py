"""Letters as production writes them: with the network's own last lines."""

from pathlib import Path

from services.notify.letters.adapters.renderer import LETTERS, LastLines, LetterRenderer
from shared.funding.file import read_funding
from shared.help_lines import HELP_LINES_FILE, read_help_lines
from shared.languages import LANGUAGES
from shared.web.contact import read_contact

LAST_LINES = LastLines(
    read_contact(HELP_LINES_FILE.parents[1] / "contact.toml"),
    read_help_lines(),
    lambda language: f"http://localhost:8080/{language}/huoli",
    lambda language: f"http://localhost:8080/{language}/vapaaehtoinen/hallinta",
    lambda: read_funding().funders,
)


def renderer() -> LetterRenderer:
    """Give what writes letters."""
    return LetterRenderer(LAST_LINES)


def letters_of(language: str) -> Path:
    """Give the folder of a language's letters."""
    return LANGUAGES / language / LETTERS
