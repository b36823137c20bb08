"""Which looks are had of each walk: every pair of values in one of them, not every combination.

Each page of a walk is looked at in each of its languages, once; at which width, in which colours
and with or without scripts changes from one language to the next, and from one walk to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import pytest
from typing_extensions import override

Colours: TypeAlias = Literal["light", "night", "forced"]
COLOURS: Final[tuple[Colours, ...]] = ("light", "night", "forced")
OLD_PHONE, PHONE, DESK = 320, 360, 1280
PHONES: Final = (OLD_PHONE, PHONE)
WIDTHS: Final = (*PHONES, DESK)
OF_STAFF: Final = ("fi", "sv", "en")
OFFERED: Final = (*OF_STAFF, "selko")
EVERY: Final = (*OFFERED, "ar")
"""With the one from right to left, which is shown by a switch."""


@dataclass(frozen=True)
class Look:
    """How somebody looks at pages."""

    language: str = "fi"
    width: int = PHONE
    scripts: bool = True
    colours: Colours = "light"
    alone: bool = False
    """Whether its walk is in one language: then a page is looked at in all colours all the same."""

    @override
    def __str__(self) -> str:
        scripts = "scripts" if self.scripts else "plain"
        return f"{self.language}-{self.width}-{scripts}-{self.colours}"


def _turned(
    turn: int,
    languages: Sequence[str],
    widths: Sequence[int] = WIDTHS,
    scripts: Sequence[bool] = (True, False),
) -> tuple[Look, ...]:
    return tuple(
        Look(
            language,
            widths[(at + turn) % len(widths)],
            scripts[(at + turn) % len(scripts)],
            COLOURS[(at + turn // 2) % len(COLOURS)],
        )
        for at, language in enumerate(languages)
    )


JOURNEYS: Final = ("oneself", "another", "danger", "crisis", "child", "secret")
WITH_HELPER: Final = ("cancelled", "reopened", "changed")
PUBLIC: Final = (
    "programme",
    "open picture",
    *("own page", "concern", "about", "unfinished", "cleared", "another tab", "need"),
    *("volunteer", "refused volunteer", "member", "invitation", "problems of the kit"),
    *("own news", "own endpoint", "application", "referral", "for others", "rights"),
)
STAFF: Final = (
    *("staff", "held", "lead", "imports", "calls", "call backs"),
    *("picture", "report", "reasons", "no reasons", "troubles", "deliveries", "timeline"),
    *("acts", "rounds made", "rounds rung", "practice", "partner requests"),
    *("partners", "own partner", "organisations", "referrals", "own referrals", "activities"),
    *("purchases", "own purchases", "explorer", "counts", "cases", "network"),
)
ON_DUTY: Final = ("call list", "duty")
"""On whatever phone is at hand."""
WALKS: Final[Mapping[str, tuple[Look, ...]]] = {
    **{name: _turned(at, EVERY, PHONES, (False,)) for at, name in enumerate(JOURNEYS)},
    **{name: _turned(at, OFFERED, PHONES, (False,)) for at, name in enumerate(WITH_HELPER)},
    **{name: _turned(at, OFFERED) for at, name in enumerate(PUBLIC)},
    **{name: _turned(at, OF_STAFF, (PHONE, DESK)) for at, name in enumerate(STAFF)},
    **{name: _turned(at, OF_STAFF) for at, name in enumerate(ON_DUTY)},
    # a script works on the page that checks the answers, and on no other
    "form": (Look("en", DESK), Look("ar", DESK, colours="night")),
    "kit": tuple(
        Look("fi", width, colours=colours, alone=True)
        for width, colours in zip(WIDTHS, COLOURS, strict=True)
    ),
}


def seen(walk: str) -> pytest.MarkDecorator:
    """Have a test walk once for each look that is declared of it."""
    return pytest.mark.parametrize("look", WALKS[walk], ids=str)
