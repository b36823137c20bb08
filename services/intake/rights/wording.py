"""What the services have said of somebody, in the words of whoever reads it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from services.intake.rights.model import Said
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.languages import writing_of
from shared.web.wording import Wording, name_of

CODES: Final[Mapping[str, str]] = {
    "category": "category",
    "categories": "category",
    "relation": "relation",
    "standing": "right.standing",
}
"""Facts that are codes, and the texts that say them."""
LANGUAGES: Final = frozenset({"language", "languages"})
DAYS: Final = frozenset({"received", "since", "first", "last"})
TOWNS: Final = frozenset({"town", "areas"})


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that is kept: what it is, who keeps it, and its facts in pairs."""

    title: str
    service: str
    facts: Sequence[tuple[str, str]]


def tell(said: Sequence[Said], say: Wording) -> Sequence[Told]:
    """Put each record into words."""
    return [
        Told(
            say.code("right.kind", each.kind),
            each.service,
            [
                (say.code("right.fact", name), _value(name, value, say))
                for name, value in each.facts
            ],
        )
        for each in said
    ]


def _value(name: str, value: str, say: Wording) -> str:
    if name in DAYS:
        return say.day(date.fromisoformat(value))
    if name in CODES:
        return _listed(value, lambda code: say.code(CODES[name], code))
    if name in TOWNS:
        return _listed(value, lambda code: name_of(code, say.language))
    return _listed(value, _language) if name in LANGUAGES else value


def _listed(value: str, name_of_code: Callable[[str], str]) -> str:
    return ", ".join(map(name_of_code, value.split()))


def _language(code: str) -> str:
    found = known(Language, code)
    return writing_of(found).name if found else code
