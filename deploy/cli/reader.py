"""The language of whoever sits at the terminal, as their system says it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from shared.contracts.words import Language

_SAID_IN: Final = ("LC_ALL", "LC_MESSAGES", "LANG")
"""What comes first counts (POSIX, 8.2)."""


def language_of(environment: Mapping[str, str]) -> "Language":
    """Read it: `sv_FI.UTF-8` is Swedish; English for any language that is not ours."""
    from shared.contracts.words import SPOKEN, Language  # noqa: PLC0415  # see app.py

    said = next((value for name in _SAID_IN if (value := environment.get(name))), "")
    code = said.partition(".")[0].partition("_")[0].lower()
    return Language(code) if code in SPOKEN else Language.ENGLISH
