"""A made-up population: towns, villages of few surnames, families on one phone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from tests.bench.intake.corpus.names import first_name, of_parts, streets, surname

TOWNS: Final = (
    *(
        ("491", 30, False),
        ("593", 12, False),
        ("178", 7, False),
        ("213", 5, False),
        ("507", 5, False),
    ),
    *(
        ("588", 3, False),
        ("623", 3, False),
        ("097", 3, False),
        ("740", 10, False),
        ("090", 4, False),
    ),
    *(("638", 10, True), ("710", 8, True)),
)
"""Codes of municipalities, their shares in a hundred, and whether Swedish is spoken there too."""
_IN_VILLAGES: Final = 0.35
_SIZES: Final = (1, 1, 1, 1, 2, 2, 2, 3, 4, 5)
_PREFIXES: Final = ("040", "040", "0400", "044", "045", "046", "050", "050", "041", "015")
_ENDS: Final = ("tie", "tie", "tie", "katu", "kuja", "polku")


@dataclass(frozen=True, slots=True)
class Street:
    """A street, and its name in the other language where it has one."""

    name: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody as they are known, or would be; nobody like them lives."""

    first: str
    last: str
    phone: str
    street: Street | None
    number: int
    flat: str
    town: str
    gives_surname: bool

    @property
    def name(self) -> str:
        """Give what they say when asked for a name."""
        return f"{self.first} {self.last}" if self.gives_surname else self.first

    @property
    def address(self) -> str:
        """Give street, number and flat; nothing where no visit was needed."""
        return f"{self.street.name} {self.number}{self.flat}" if self.street else ""


@dataclass(frozen=True, slots=True)
class Place:
    """A town or a village: its streets, and in a village the few surnames of its houses."""

    town: str
    streets: Sequence[Street]
    swedish: float
    surnames: Sequence[str] = ()


class Country:
    """Where people live; draws households."""

    def __init__(self, seed: int, villages: int = 400) -> None:
        """Make the places."""
        self.chance = Random(seed)  # noqa: S311  # a fixed world, not a secret
        self.towns = [self._town(code, is_bilingual=both) for code, _, both in TOWNS]
        self.shares = [share for _, share, _ in TOWNS]
        self.villages = [self._village() for _ in range(villages)]

    def household(self, chance: Random) -> Iterator[Caller]:
        """Draw who live together: one address, mostly one surname, sometimes one phone."""
        place = self._place(chance)
        swedish = chance.random() < place.swedish
        shared = surname(chance, swedish=swedish)
        if place.surnames and chance.random() < 0.8:
            shared = chance.choice(place.surnames)
        street = chance.choice(place.streets)
        number, flat = chance.randint(1, 60), _flat(chance) if not place.surnames else ""
        line = _phone(chance) if chance.random() < 0.15 else ""
        for _ in range(chance.choice(_SIZES)):
            first = first_name(chance, woman=chance.random() < 0.6, swedish=swedish)
            own = shared if chance.random() < 0.85 else surname(chance, swedish=swedish)
            if chance.random() < 0.04 and own != shared:
                own = f"{own}-{shared}"
            known = street if chance.random() < 0.85 else None
            phone = line or _phone(chance)
            yield Caller(first, own, phone, known, number, flat, place.town, chance.random() < 0.8)

    def people(self, count: int, chance: Random) -> Sequence[Caller]:
        """Draw so many of those who call: of a household each by chance."""
        found: list[Caller] = []
        while len(found) < count:
            family = list(self.household(chance))
            found += [one for one in family if len(family) == 1 or chance.random() < 0.6]
        return found[:count]

    def at_home_with(self, known: Caller, chance: Random) -> Caller:
        """Draw somebody of the same home who never called."""
        first = first_name(chance, woman=chance.random() < 0.6, swedish=False)
        return replace(known, first=first, phone=_phone(chance))

    def _place(self, chance: Random) -> Place:
        if chance.random() < _IN_VILLAGES:
            return chance.choice(self.villages)
        return chance.choices(self.towns, self.shares)[0]

    def _town(self, code: str, *, is_bilingual: bool) -> Place:
        common = [
            Street(name, other if is_bilingual else "")
            for name, other, towns in streets()
            if self.chance.random() < towns / 250
        ]
        own = [_own_street(self.chance) for _ in range(200)]
        return Place(code, [*common, *own], 0.5 if is_bilingual else 0.01)

    def _village(self) -> Place:
        code, _, both = self.chance.choices(TOWNS, [max(share, 5) for _, share, _ in TOWNS])[0]
        swedish = 0.7 if both else 0.0
        named = [
            surname(self.chance, swedish=self.chance.random() < swedish)
            for _ in range(self.chance.randint(4, 8))
        ]
        common = [Street(name, other if both else "") for name, other, _ in streets()]
        own = [_own_street(self.chance) for _ in range(self.chance.randint(3, 6))]
        return Place(code, [*self.chance.sample(common, 2), *own], swedish, named)


def _own_street(chance: Random) -> Street:
    return Street(of_parts(chance, "stems", "ground") + chance.choice(_ENDS))


def _flat(chance: Random) -> str:
    if chance.random() < 0.4:
        return ""
    return f" {chance.choice('ABCD')} {chance.randint(1, 48)}"


def _phone(chance: Random) -> str:
    prefix = chance.choice(_PREFIXES)
    digits = 10 - len(prefix)
    return prefix + "".join(chance.choices("0123456789", k=digits))
