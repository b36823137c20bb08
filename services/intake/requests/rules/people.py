"""Who is helped, who asked for them, and whose number is which."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from services.intake.requests.model import Contact, Relation
from shared.reach_points import ReachKind, ReachPoint, Whose


@dataclass(frozen=True, slots=True)
class Person:
    """One of the two people of a request."""

    name: str = field(repr=False)
    phone: ReachPoint | None
    email: ReachPoint | None
    ask_at: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class People:
    """The one who is helped, and whoever asked on their behalf."""

    helped: Person
    asker: Person | None
    """None where they asked for themselves."""
    relation: Relation | None
    """Of who asked to who is helped."""

    @property
    def number_to_ring(self) -> ReachPoint | None:
        """Give the number a helper rings: the helped person's own where that is safe."""
        return next((phone for phone in self._phones() if phone.may_ring), None)

    @property
    def number_to_text(self) -> ReachPoint | None:
        """Give the number a helper writes to where none may be rung."""
        return next((phone for phone in self._phones() if phone.may_text), None)

    def _phones(self) -> list[ReachPoint]:
        people = [self.helped, *([self.asker] if self.asker else [])]
        return [one.phone for one in people if one.phone]


def people_of(contact: Contact, points: Iterable[ReachPoint], relation: Relation | None) -> People:
    """Tell the people of a request apart."""
    known = {(point.whose, point.kind): point for point in points}
    helped, asker = (
        Person(
            name,
            known.get((whose, ReachKind.PHONE)),
            known.get((whose, ReachKind.EMAIL)),
            known[whose, ReachKind.ASK_AT].address if (whose, ReachKind.ASK_AT) in known else "",
        )
        for whose, name in (
            (Whose.HELPED, contact.first_name),
            (Whose.ASKER, contact.asker_name),
        )
    )
    return People(helped, asker if relation else None, relation)
