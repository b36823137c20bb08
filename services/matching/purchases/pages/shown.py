"""What all pages of purchases share: their words, and where they lead."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shared.fields.problem import Problem as Refused
from shared.web.forms import Problem, words_of

UNKNOWN: Final = "purchases/unknown.html"


def problems_of(refused: Sequence[Refused]) -> tuple[Problem, ...]:
    """Point at the fields, in this room's own words."""
    return tuple(
        Problem(each.field, words_of(replace(each, field=f"purchase.{each.field}")))
        for each in refused
    )
