"""Links that partners write beside an activity."""

from typing import Final
from urllib.parse import urlsplit

from services.matching.programme.rules.typed import Typed
from shared.fields.text import wrong_line

LONGEST_LINK: Final = 500


def read_link(typed: Typed, name: str) -> str:
    """Read a link that opens safely for everybody: https, a host, and no password in it."""
    link = typed.said(name)
    if link:
        typed.refuse(name, _wrong(link))
    return link


def _wrong(link: str) -> str | None:
    if wrong := wrong_line(link, LONGEST_LINK):
        return wrong
    try:
        parts = urlsplit(link)
    except ValueError:
        return "invalid"
    if parts.scheme != "https":
        return "https"
    is_plain = link.isascii() and " " not in link and "@" not in parts.netloc
    return None if is_plain and parts.hostname and "." in parts.hostname else "invalid"
