"""Who somebody is in a request, what they are told of it, and how often a code is tried."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from services.intake.requests.rules.people import Person, people_of
from services.intake.rights.model import Beside, Given, Lately
from shared.fields.mail_address import mail_address, same_address, wrong_mail_address
from shared.fields.phone import international, is_phone
from shared.reach_points import ReachKind, ReachPoint, Whose
from shared.rights import Record

ANSWERED_WITHIN: Final = timedelta(days=30)
"""The law gives a month (GDPR 12(3)); the shortest one but February."""
CODE_LIVES: Final = timedelta(hours=1)
ANSWER_LIVES: Final = timedelta(days=30)
"""From the letter that says it is there."""
READ_WITHIN: Final = timedelta(minutes=30)
"""From the first opening: long enough to print it, once more if the printer fails."""
MOST_TRIES: Final = 5
CODE_DIGITS: Final = 8
FOR_THEMSELVES: Final = "request"
"""The kind of record of whoever is helped: theirs is the whole request."""
_MOST_OF_ONE: Final = 3
_MOST_IN_ALL: Final = 120


def read_reach(typed: str) -> tuple[ReachKind, str] | None:
    """Read a whole mail address or phone number; None for anything else."""
    address, number = mail_address(typed), international(typed)
    if "@" in address:
        return None if wrong_mail_address(address) else (ReachKind.EMAIL, address)
    return (ReachKind.PHONE, number) if is_phone(number) else None


def may_write(lately: Lately) -> bool:
    """Say whether one more code may be written: strangers can have us write to anybody."""
    return lately.of_one < _MOST_OF_ONE and lately.in_all < _MOST_IN_ALL


def code_of(number: int) -> str:
    """Write a code as people read it out: 1234 5678."""
    digits = f"{number:0{CODE_DIGITS}}"
    return f"{digits[:4]} {digits[4:]}"


def digits_of(typed: str) -> str:
    """Bring a code to the form in which it is compared."""
    return "".join(sign for sign in typed if sign.isdigit())


def at_box(points: Iterable[ReachPoint], box: ReachPoint) -> ReachPoint | None:
    """Give the point of a request that is this letter box."""
    wanted = same_address(box.address)
    return next(
        (
            point
            for point in points
            if point.kind == box.kind and same_address(point.address) == wanted
        ),
        None,
    )


def record_of(given: Given, whose: Whose) -> Record:
    """Tell somebody what their part of a request is: who asked for another sees only themselves."""
    request, contact, about = given.request, given.contact, given.about
    people = people_of(contact, given.points, about.relation)
    known = {"reference": request.reference, "received": given.received.isoformat()}
    if whose is Whose.ASKER:
        asker = people.asker or Person(contact.asker_name, None, None)
        relation = {"relation": about.relation or ""}
        return Record("asked_for_other", _said({**known, **relation, **_person(asker)}))
    own = {
        "category": " ".join(request.needs),
        "standing": "closed" if request.closure else "open",
        "language": request.language,
        "town": request.municipality,
        "street": contact.street,
        "area_note": contact.area_note,
        "text": contact.text,
    }
    return Record(FOR_THEMSELVES, _said({**known, **_person(people.helped), **own}))


def with_beside(record: Record, beside: Beside) -> Record:
    """Add how much lies beside it: words of the staff and of calls a person tells on asking."""
    counts = {"calls": beside.calls, "notes": beside.notes, "looks": beside.looks}
    said = {name: str(count) for name, count in counts.items() if count}
    return Record(record.kind, {**record.facts, **said})


def _person(person: Person) -> Mapping[str, str]:
    return {
        "name": person.name,
        "phone": person.phone.address if person.phone else "",
        "email": person.email.address if person.email else "",
        "ask_at": person.ask_at,
    }


def _said(facts: Mapping[str, str]) -> Mapping[str, str]:
    return {name: str(value) for name, value in facts.items() if value}
