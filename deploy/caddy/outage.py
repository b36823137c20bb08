"""Write the pages that Caddy shows by itself: a service is away, or too much was sent.

Run at deploy time: `python -m deploy.caddy.outage CONTACT_FILE FOLDER`.
"""

import shutil
import sys
from functools import partial
from itertools import product
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.languages import writing_of
from shared.web.catalogues import KIT, complete_languages, read_catalogues
from shared.web.contact import read_contact

_PAGES = Path(__file__).parent / "pages"
_KIT = Path(__file__).parents[2] / "shared" / "web" / "static"


KINDS: Final = ("away", "too_large")
"""What they say promises nothing: an answer may be lost after a commit."""


def write_pages(contact_file: Path, folder: Path) -> None:
    """Write `<kind>.<language>.html` for every kind and language, with style and icon."""
    contact = read_contact(contact_file)
    pages = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined
    ).get_template("outage.html")
    folder.mkdir(parents=True, exist_ok=True)
    texts = read_catalogues([KIT])
    for kind, language in product(KINDS, complete_languages([KIT])):
        words = partial(texts.text, language)
        text = pages.render(
            words=words, kind=f"outage.{kind}", contact=contact, writing=writing_of(language)
        )
        (folder / f"{kind}.{language}.html").write_text(text, encoding="utf-8")
    shutil.copy(_PAGES / "outage.css", folder)
    shutil.copy(next(_KIT.glob("icon.*.svg")), folder / "icon.svg")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), Path(sys.argv[2]))
