"""A town's own colours: named in a file, readable or refused, served as one small sheet."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, StringConstraints

from shared.network_file import Table

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Colours = Mapping[str, str]
CONTRAST: Final = 4.5
"""What text needs on its ground: WCAG 2.2, success criterion 1.4.3."""
WRITTEN_ON: Final = {
    "on-brand": ("brand", "action", "action-dark", "danger", "danger-dark"),
    "on-accent": ("accent",),
    "ink": ("paper", "surface"),
    "muted": ("paper", "surface"),
    "link": ("paper", "surface"),
    "link-dark": ("paper", "surface"),
    "visited": ("paper", "surface"),
    "brand-text": ("paper", "surface"),
    "wrong": ("paper", "surface"),
}
"""Each colour of words, and the grounds it stands on."""
_NAMED = re.compile(r"--pk-([a-z-]+): ?(#[0-9a-f]{3,6})\b")
_DARK: Final = 0.04045
_NIGHT = "@media screen and (prefers-color-scheme: dark){:root{%s}}"


class UnreadableColoursError(ValueError):
    """Words in one colour could not be read on the other; says which, and by how much."""


class UnknownColourError(ValueError):
    """The file names a colour that no page has."""


class ThemeFile(Table):
    """What a town says: colours by day and by night, each by its name in the style sheet."""

    day: dict[str, Colour] = Field(default_factory=dict)
    night: dict[str, Colour] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TownTheme:
    """The sheet that comes after the kit's own, empty where the town has the kit's colours."""

    sheet: str
    brand: str
    """What the browser colours its own frame with."""

    @property
    def file(self) -> str:
        """The served name: it changes with the content."""
        return f"theme.{hashlib.sha256(self.sheet.encode()).hexdigest()[:8]}.css"


def read_theme(file: Path, sheet: str) -> TownTheme:
    """Read a town's colours; `sheet` is the kit's, whose colours stay where none is named.

    Raises UnknownColourError and UnreadableColoursError.
    """
    told = ThemeFile.read(file)
    day, night = shipped(sheet)
    _refuse_unknown({*told.day, *told.night} - set(day))
    by_day = {**day, **told.day}
    # what a town names by day alone holds by night too, where the kit has no other
    by_night = {**by_day, **night, **told.night}
    for time, colours in (("day", by_day), ("night", by_night)):
        for ink, ground, found in unreadable(colours):
            message = f"{ink} on {ground} by {time}: contrast {found:.2f}, {CONTRAST} is needed"
            raise UnreadableColoursError(message)
    return TownTheme(_sheet(told), by_day["brand"])


def shipped(sheet: str) -> tuple[Colours, Colours]:
    """Read the kit's colours from its sheet: by day, and those that differ by night."""
    by_day, _, by_night = sheet.partition("prefers-color-scheme: dark")
    return _named(by_day), _named(by_night)


def unreadable(colours: Colours) -> Iterator[tuple[str, str, float]]:
    """Give each colour of words, its ground and their contrast where that is too little."""
    for ink, grounds in WRITTEN_ON.items():
        for ground in grounds:
            found = contrast(colours[ink], colours[ground])
            if found < CONTRAST:
                yield ink, ground, found


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    if len(digits) == len("rgb"):
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    # the two branches of sRGB meet here (IEC 61966-2-1)
    return part / 12.92 if part <= _DARK else ((part + 0.055) / 1.055) ** 2.4


def _named(sheet: str) -> Colours:
    return dict(_NAMED.findall(sheet))


def _refuse_unknown(names: set[str]) -> None:
    if names:
        raise UnknownColourError(", ".join(sorted(names)))


def _sheet(told: ThemeFile) -> str:
    day, night = _declared(told.day), _declared(told.night)
    return (f":root{{{day}}}" if day else "") + (_NIGHT % night if night else "")


def _declared(colours: Colours) -> str:
    return ";".join(f"--pk-{name}:{colour}" for name, colour in colours.items())
