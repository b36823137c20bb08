"""Which lines of help fit what somebody chose or wrote; they are shown before anything is sent."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from shared.contracts.words import Category, HelpKind

_OF_CATEGORY: Final[Mapping[str, Collection[HelpKind]]] = {
    Category.MENTAL_WELLBEING: {HelpKind.CRISIS},
    Category.SUBSTANCE_SUPPORT: {HelpKind.SUBSTANCE, HelpKind.CRISIS},
    Category.CRISIS_SUPPORT: {HelpKind.CRISIS, HelpKind.VIOLENCE, HelpKind.SOCIAL},
}
_OF_WORDS: Final[Mapping[str, Collection[HelpKind]]] = {
    "despair": {HelpKind.CRISIS},
    "mind": {HelpKind.CRISIS},
    "violence": {HelpKind.VIOLENCE},
    "confined": {HelpKind.VIOLENCE},
    "child": {HelpKind.CHILDREN, HelpKind.SOCIAL},
    "neglect": {HelpKind.SOCIAL},
    "hunger": {HelpKind.SOCIAL},
    "cold": {HelpKind.EMERGENCY},
    "substance": {HelpKind.SUBSTANCE},
    "body": {HelpKind.EMERGENCY},
    "medicine": {HelpKind.EMERGENCY},
}


def help_kinds(needs: Iterable[str], about: Collection[str] = ()) -> Sequence[HelpKind]:
    """Give the kinds that fit any need and what words are about, the most urgent first.

    Where words raise caution and are about nothing that a line is for, 112 stands alone.
    """
    found = {kind for need in needs for kind in _OF_CATEGORY.get(need, ())}
    found.update(kind for each in about for kind in _OF_WORDS.get(each, ()))
    if about and not found:
        found.add(HelpKind.EMERGENCY)
    return [kind for kind in HelpKind if kind in found]
