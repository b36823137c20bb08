"""What a correction makes of a plea."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

from services.intake.corrections.model import Corrected
from services.intake.requests.model import Circumstances
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.needs import MOST_BESIDE, chosen_in
from services.intake.submissions.rules.plea import (
    AGE_MATTERS,
    PAID,
    SAFE,
    as_stored,
    clean,
    with_place,
)
from shared.contracts.words import Category, Language, Urgency
from shared.fields.problem import Problem, too_long
from shared.fields.text import LONGEST_TEXT
from shared.reach_points import ReachKind, ReachPoint, Whose

_PLACE: Final = ("postal_code", "street", "area_note")
_ASKER: Final = ("asker_phone", "asker_email")
_POINTS: Final[Mapping[str, tuple[Whose, ReachKind]]] = {
    "phone": (Whose.HELPED, ReachKind.PHONE),
    "email": (Whose.HELPED, ReachKind.EMAIL),
    "ask_at": (Whose.HELPED, ReachKind.ASK_AT),
    "asker_phone": (Whose.ASKER, ReachKind.PHONE),
    "asker_email": (Whose.ASKER, ReachKind.EMAIL),
}
_SAFE_AT: Final[Mapping[str, tuple[str, ...]]] = {
    ReachKind.PHONE: ("may_ring", "may_text", "may_leave_message"),
    ReachKind.EMAIL: ("may_write",),
}
_CONTACT: Final = ("first_name", "street", "area_note")
_CIRCUMSTANCES: Final = ("address_secret", "under_18", "payment")
FIELDS: Final = (
    *("category", "urgency", *_PLACE, "first_name", "language"),
    *(*_POINTS, *SAFE, *_CIRCUMSTANCES, "may_be_referred", "text"),
)
_SEALED_TOGETHER: Final = ("postal_code", "street")


def open_fields(plea: Plea, chosen: Collection[str] = ()) -> tuple[str, ...]:
    """Name what the page may correct: no secret place, and no asker where there is none.

    `chosen` is what is needed from now on. What protects somebody anyone may ask for; only a
    person takes it away.
    """
    known = plea.circumstances
    hidden = {*(("address_secret", *_PLACE) if known.address_secret else ())}
    hidden |= {*(() if plea.on_behalf else _ASKER)}
    hidden |= {*(("under_18",) if known.under_18 else ())}
    hidden |= {*(("payment",) if PAID.isdisjoint({*plea.needs, *chosen}) else ())}
    return tuple(name for name in FIELDS if name not in hidden)


def correct(
    plea: Plea, typed: Mapping[str, str], municipality_of: Callable[[str], str | None]
) -> Corrected | tuple[Problem, ...]:
    """Put what was typed in the place of what was said, or say what is wrong with it.

    What is left empty stays as it is. Words are added, for a helper may have read the earlier ones.
    """
    stored = as_stored(typed)
    chosen = chosen_in(stored)
    named = tuple(name for name in open_fields(plea, chosen) if typed.get(name, "").strip())
    cleaned = clean(stored, (*named, "also") if "category" in named else named)
    problems, fields = list(cleaned.problems), cleaned.fields
    code = fields.get("postal_code")
    municipality = municipality_of(code) if code else plea.municipality
    if municipality is None:
        problems.append(Problem("postal_code", "unknown"))
    problems += _wrong_of_needs(plea, chosen, typed)
    whole = _added(plea.contact.text, fields.get("text", ""))
    if len(whole) > LONGEST_TEXT:
        problems.append(too_long("text", whole, LONGEST_TEXT))
    if problems or municipality is None:
        return tuple(problems)
    new = _with(plea, fields, municipality)
    names = {*named, *(_SEALED_TOGETHER if "address_secret" in named else ())}
    return Corrected(
        new,
        tuple(name for name in FIELDS if name in names and _said(new, name) != _said(plea, name)),
    )


def _wrong_of_needs(
    plea: Plea, chosen: Collection[str], typed: Mapping[str, str]
) -> Iterator[Problem]:
    """Ask what a new need wants to be known: the age, or how the shopping is paid."""
    if len(chosen) > 1 + MOST_BESIDE:
        yield Problem("category", "many")
    is_new = AGE_MATTERS.isdisjoint(plea.needs) and not AGE_MATTERS.isdisjoint(chosen)
    if is_new and plea.circumstances.under_18 is None and not typed.get("under_18"):
        yield Problem("under_18", "missing")
    is_new = PAID.isdisjoint(plea.needs) and not PAID.isdisjoint(chosen)
    if is_new and not typed.get("payment"):
        yield Problem("payment", "missing")


def said_names(corrected: Corrected, *, is_reserved: bool) -> tuple[str, ...]:
    """Name what an event says was corrected: nothing of what no volunteer may know."""
    return () if is_reserved else corrected.changed


def _with(plea: Plea, fields: Mapping[str, str], municipality: str) -> Plea:
    contact = {name: fields[name] for name in _CONTACT if name in fields}
    text = _added(plea.contact.text, fields.get("text", ""))
    new = replace(
        plea,
        category=Category(fields.get("category", plea.category)),
        also=tuple(map(Category, fields["also"].split())) if "also" in fields else plea.also,
        urgency=Urgency(fields.get("urgency", plea.urgency)),
        postal_code=fields.get("postal_code", plea.postal_code),
        municipality=municipality,
        language=Language(fields.get("language", plea.language)),
        contact=replace(plea.contact, **contact, text=text),
        reach_points=_points_of(plea, fields),
        may_be_referred=fields.get("may_be_referred", _yes_or_no(plea)) == "yes",
    )
    return _placed(replace(new, circumstances=_circumstances(new, fields)))


def _yes_or_no(plea: Plea) -> str:
    return "yes" if plea.may_be_referred else "no"


def _circumstances(plea: Plea, fields: Mapping[str, str]) -> Circumstances:
    known, is_minor = plea.circumstances, fields.get("under_18")
    return replace(
        known,
        address_secret=known.address_secret or fields.get("address_secret") == "yes",
        under_18=is_minor == "yes" if is_minor else known.under_18,
        payment="" if PAID.isdisjoint(plea.needs) else fields.get("payment", known.payment),
    )


def _placed(plea: Plea) -> Plea:
    """Put the postal code where it is sealed with the street, should the place be secret."""
    if not plea.circumstances.address_secret:
        return plea
    street = with_place({"street": plea.contact.street, "postal_code": plea.postal_code})
    return replace(plea, postal_code="", contact=replace(plea.contact, street=street))


def _points_of(plea: Plea, fields: Mapping[str, str]) -> tuple[ReachPoint, ...]:
    points = plea.reach_points
    for name in _POINTS:
        if name in fields:
            points = _reached_at(points, name, fields[name], plea)
    language = Language(fields.get("language", plea.language))
    return tuple(replace(_made_safe(point, fields), language=language) for point in points)


def _made_safe(point: ReachPoint, fields: Mapping[str, str]) -> ReachPoint:
    def said(name: str, *, before: bool) -> bool:
        is_said = name in fields and _is_asked_at(point, name)
        return fields[name] == "yes" if is_said else before

    return replace(
        point,
        may_ring=said("may_ring", before=point.may_ring),
        may_text=said("may_text", before=point.may_text),
        may_leave_message=said("may_leave_message", before=point.may_leave_message),
        may_write=said("may_write", before=point.may_write),
    )


def _reached_at(
    points: tuple[ReachPoint, ...], name: str, address: str, plea: Plea
) -> tuple[ReachPoint, ...]:
    """Give the points with another address, at which nothing is safe that was not said to be.

    Where the helped person gets letters is asked; a number is given to be rung. Whom a new number
    reaches besides nobody said.
    """
    whose, kind = _POINTS[name]
    known = next((point for point in points if point.key == name), None)
    if known is None:
        is_own = whose is Whose.ASKER
        return (*points, ReachPoint(kind, address, plea.language, whose=whose, may_write=is_own))
    is_same = known.address == address
    new = replace(
        known,
        address=address,
        is_verified=known.is_verified and is_same,
        may_leave_message=known.may_leave_message and is_same,
    )
    return tuple(new if point is known else point for point in points)


def _added(text: str, more: str) -> str:
    """Give both; words that stand last already were sent twice."""
    if more == text or text.endswith(f"\n\n{more}"):
        return text
    return "\n\n".join(filter(None, (text, more)))


def _said(plea: Plea, name: str) -> str:
    if name in _POINTS:
        return next((point.address for point in plea.reach_points if point.key == name), "")
    if name in SAFE:
        return str([getattr(each, name) for each in plea.reach_points if _is_asked_at(each, name)])
    if name == "category":
        return str(plea.needs)
    told = next((each for each in (plea.contact, plea.circumstances) if hasattr(each, name)), plea)
    return str(getattr(told, name))


def _is_asked_at(point: ReachPoint, name: str) -> bool:
    return point.whose is Whose.HELPED and name in _SAFE_AT.get(point.kind, ())


def without(text: str, more: str) -> str:
    """Give the text as it was before more was added; as it is where that does not stand last."""
    return text.removesuffix(f"\n\n{more}") if text != more else ""
