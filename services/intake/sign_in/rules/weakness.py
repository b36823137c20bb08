"""Which passwords are refused: short ones, and those that a guesser tries first."""

import re
from collections.abc import Collection
from typing import Final

SHORTEST: Final = 12
_FEWEST_SIGNS: Final = 5
_LEAST_OF_ONES_OWN: Final = 6
_GUESSED: Final = (
    *("porukalla", "mikkeli", "vapaaehtoinen", "volunteer"),
    *("koordinaattori", "coordinator", "operaattori", "operator", "administrator", "admin"),
    *("salasana", "lösenord", "password", "welcome", "tervetuloa", "qwerty"),
)
"""Names of ours, and what people write when they are asked for a password."""


def weakness_of(password: str, name: str, common: Collection[str]) -> str | None:
    """Give the code of what is wrong with a password, or None."""
    if len(password) < SHORTEST:
        return "short"
    folded = password.casefold()
    is_guessed = folded in common or _is_repeated(folded) or _has_little_of_its_own(folded, name)
    return "common" if is_guessed else None


def _is_repeated(folded: str) -> bool:
    return len(set(folded)) < _FEWEST_SIGNS or folded in (folded + folded)[1:-1]


def _has_little_of_its_own(folded: str, name: str) -> bool:
    names = [part for part in re.split(r"\W+|_", name.casefold()) if len(part) > 2]  # noqa: PLR2004  # no word
    for word in (name.casefold(), *names, *_GUESSED):
        folded = folded.replace(word, "")
    return len(folded) < _LEAST_OF_ONES_OWN
