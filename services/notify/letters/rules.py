"""How plain text is set: one line a value, and paragraphs that flow on any screen (RFC 3676)."""

import re
import unicodedata

WIDTH = 72
MAX_NAME = 40

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_HIDDEN = frozenset({"Cf", "Co", "Cs", "Cn"})
_NAME = re.compile(r"[^\W\d_]+(?:[ '\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*")
_STUFFED = (" ", ">", "From ")


def one_line(text: str) -> str:
    """Make a value harmless inside a letter: no line break, no control or hidden character."""
    shown = "".join(char for char in text if unicodedata.category(char) not in _HIDDEN)
    return _BREAKS.sub(" ", shown).strip()


def greeting_name(text: str) -> str:
    """Give the name if it is one, else nothing.

    Anyone can make us write to any address: a name must not carry their advertisement.
    """
    name = unicodedata.normalize("NFC", one_line(text))
    return name if len(name) <= MAX_NAME and _NAME.fullmatch(name) else ""


def flow(text: str) -> str:
    """Wrap each paragraph's line softly; a link is never broken."""
    return "\n".join(_flow_line(line.rstrip()) for line in text.strip().split("\n")) + "\n"


def _flow_line(line: str) -> str:
    if line == "--":
        return "-- "
    set_lines: list[str] = []
    current = ""
    for word in line.split(" "):
        if current and len(current) + 1 + len(word) > WIDTH:
            set_lines.append(f"{_stuff(current)} ")
            current = word
        else:
            current = f"{current} {word}" if current else word
    return "\n".join([*set_lines, _stuff(current)])


def _stuff(line: str) -> str:
    return f" {line}" if line.startswith(_STUFFED) else line
