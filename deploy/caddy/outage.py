"""Write the pages that Caddy shows by itself: a service is away, or too much was sent.

Run at deploy time: `python -m deploy.caddy.outage CONTACT_FILE FOLDER`.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from shared.web.contact import read_contact

_PAGES = Path(__file__).parent / "pages"
_KIT = Path(__file__).parents[2] / "shared" / "web" / "static"


@dataclass(frozen=True, slots=True)
class Words:
    """One page in one language; `what` promises nothing: an answer may be lost after a commit."""

    language: str
    title: str
    what: str
    call: str
    danger: str
    again: str


_CALL = {
    "fi": ("Soita meille:", "Jos olet vaarassa, soita hätänumeroon:"),
    "sv": ("Ring oss:", "Om du är i fara, ring nödnumret:"),
    "en": ("Call us:", "If you are in danger, call the emergency number:"),
}
_AWAY = {
    "fi": (
        "Palvelu ei ole juuri nyt käytössä",
        "Jos lähetit juuri lomakkeen, emme ehkä saaneet sitä.",
        "Voit myös yrittää uudelleen muutaman minuutin kuluttua.",
    ),
    "sv": (
        "Tjänsten är tillfälligt ur bruk",
        "Om du just skickade ett formulär fick vi det kanske inte.",
        "Du kan också försöka igen om några minuter.",
    ),
    "en": (
        "The service is not available right now",
        "If you just sent a form, we may not have received it.",
        "You can also try again in a few minutes.",
    ),
}
_TOO_LARGE = {
    "fi": (
        "Viesti on liian pitkä",
        "Emme saaneet viestiäsi, koska se oli liian pitkä.",
        "Palaa takaisin, lyhennä tekstiä ja lähetä uudelleen.",
    ),
    "sv": (
        "Meddelandet är för långt",
        "Vi fick inte ditt meddelande eftersom det var för långt.",
        "Gå tillbaka, förkorta texten och skicka igen.",
    ),
    "en": (
        "The message is too long",
        "We did not receive your message because it was too long.",
        "Go back, shorten the text and send it again.",
    ),
}
KINDS = {"away": _AWAY, "too-large": _TOO_LARGE}


def write_pages(contact_file: Path, folder: Path) -> None:
    """Write `<kind>.<language>.html` for every kind and language, with style and icon."""
    contact = read_contact(contact_file)
    pages = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined
    ).get_template("outage.html")
    folder.mkdir(parents=True, exist_ok=True)
    for kind, languages in KINDS.items():
        for language, (title, what, again) in languages.items():
            words = Words(language, title, what, *_CALL[language], again)
            text = pages.render(words=words, contact=contact)
            (folder / f"{kind}.{language}.html").write_text(text, encoding="utf-8")
    shutil.copy(_PAGES / "outage.css", folder)
    shutil.copy(next(_KIT.glob("icon.*.svg")), folder / "icon.svg")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]), Path(sys.argv[2]))
