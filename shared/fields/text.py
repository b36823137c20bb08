"""Names, lines and free text: what nobody sees is taken out, and nobody is refused for it."""

import re
import unicodedata
from typing import Final

from shared.fields.private_numbers import private_number

LONGEST_NAME: Final = 80
LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 5000

_LINE_ENDS: Final = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# controls, what turns or splits the text around it, lone surrogates; joiners and marks of direction
# stay: Persian, Sinhala, Hebrew and some pictures are written with them
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BLANK: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def plain(value: str) -> str:
    """Give the text as it is stored: composed letters, one kind of line end, no space around.

    What is not seen, as a phone's address book or a word processor copies it along, is left out.
    """
    if (
        value.isprintable()
    ):  # no control, no line end, no blank but the space: as nearly all is typed
        return unicodedata.normalize("NFC", value).strip()
    seen = _UNSEEN.sub("", _LINE_ENDS.sub("\n", value))
    text = unicodedata.normalize("NFC", seen).strip()
    return "" if all(unicodedata.category(sign) in _BLANK for sign in text) else text


def one_line(value: str) -> str:
    """Give the text as it is stored, with single spaces between its words."""
    return " ".join(plain(value).split())


def signs_of(value: str) -> str:
    """Give a line of a number or an address as machines read it: no joiners, no wide letters."""
    line = one_line(value)
    if line.isascii():
        return line
    plain_forms = unicodedata.normalize("NFKC", line)
    return one_line("".join(sign for sign in plain_forms if unicodedata.category(sign) != "Cf"))


def wrong_name(name: str) -> str | None:
    """Say why this cannot be a name: `long`, or the number in it that nobody should have."""
    return wrong_line(name, LONGEST_NAME)


def wrong_line(line: str, longest: int = LONGEST_LINE) -> str | None:
    """Say why this cannot be stored as a line: `long`, or the number in it nobody should have."""
    return "long" if len(line) > longest else private_number(line)


def wrong_text(text: str) -> str | None:
    """Say why this cannot be stored as a text: `long`, or the number in it nobody should have."""
    return wrong_line(text, LONGEST_TEXT)
