"""What somebody on the phone asks for, made of what was typed, by the same rules as the form."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from services.intake.callers.model import Typed
from services.intake.calls.model.triage import Judged
from services.intake.calls.rules.referring import (
    REFERRER_FIELDS,
    has_agreed,
    is_referred,
    named,
    wrong_of_referrer,
)
from services.intake.danger.model import Way
from services.intake.danger.rules import place_said, plea_of
from services.intake.request_form.rules import filled_again, missing_on, steps_for
from services.intake.requests.model import Contact, Relation
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.plea import ALL_FIELDS, SAFE, as_stored
from shared.contracts.words import OFFERED, Channel, Language
from shared.fields.problem import Problem
from shared.fields.text import plain

SELF: Final = "self"
"""Who calls asks for themselves; else they are named by who they are to the other."""
CALLERS: Final = (SELF, *Relation)
BOXES: Final = (*SAFE, "consent", "address_secret", "may_be_referred")
"""What is not ticked is not allowed."""
_AS_BEFORE: Final = (("category", "also", "payment"), ("postal_code", "street", "area_note"))
_SAID_IN_DANGER: Final = ("phone", "asker_phone", "street", "postal_code", "area_note", "ask_at")

ReadPlea = Callable[[Mapping[str, str]], Plea | tuple[Problem, ...]]


def who_calls(fields: Mapping[str, str], municipality_of: Callable[[str], str | None]) -> Typed:
    """Give by what somebody is known again: who is helped, else who calls for them."""
    return Typed(
        phone=fields.get("phone") or fields.get("asker_phone", ""),
        name=fields.get("first_name") or fields.get("asker_name", ""),
        address=fields.get("street", ""),
        town=municipality_of(fields.get("postal_code", "")) or "",
    )


def filled_as_before(typed: Mapping[str, str], before: Plea) -> dict[str, str]:
    """Fill in what was asked for and where, each only where nothing of it is typed.

    Of a place only what the form fills in too: nothing of a secret one, and no street of
    somebody for whom another asked.
    """
    known = {**filled_again(before), "category": before.category}
    filled = dict(typed)
    for together in _AS_BEFORE:
        if not any(typed.get(name) for name in together):
            filled |= {name: known[name] for name in together if known.get(name)}
    return filled


def asked_fields(typed: Mapping[str, str]) -> dict[str, str]:
    """Give the form's own fields."""
    caller = typed.get("caller", SELF)
    is_other = caller != SELF
    said = {name: typed.get(name, "") for name in (*ALL_FIELDS, *BOXES) if name != "channel"}
    abroad = {name: typed[name] for name in ("phone_abroad", "asker_phone_abroad") if name in typed}
    whom = {
        "on_behalf": "yes" if is_other else "no",
        "relation": caller if is_other else "",
        "consent": "yes" if has_agreed(typed) else "",
    }
    return as_stored({**said, **abroad, **whom})


def asked_plea(
    typed: Mapping[str, str], judged: Judged, read_plea: ReadPlea
) -> Plea | tuple[Problem, ...]:
    """Make a plea, or say all that is wrong, also what only the form asks.

    It is at least as urgent as the answers say.
    """
    fields = asked_fields(typed)
    if fields["urgency"] and judged.urgency:
        fields["urgency"] = judged.urgency
    read = read_plea(fields)
    asked = [each for step in steps_for(fields) for each in missing_on(step, fields)]
    refused = () if isinstance(read, Plea) else read
    problems = tuple(dict.fromkeys((*refused, *asked, *wrong_of_referrer(typed))))
    if problems or not isinstance(read, Plea):
        return problems
    if not is_referred(typed):
        return read
    return replace(read, contact=replace(read.contact, asker_name=named(typed)))


def by_channel(plea: Plea, channel: Channel) -> Plea:
    """Say how it came: by a professional, or by the phone."""
    is_professional = plea.circumstances.relation is Relation.PROFESSIONAL
    return replace(plea, channel=Channel.REFERRER if is_professional else channel)


def plea_in_danger(
    way: Way,
    typed: Mapping[str, str],
    municipality_of: Callable[[str], str | None],
    home: str,
) -> Plea | None:
    """Make a request of whatever was typed, and refuse none of it; None where that is nothing."""
    said = [place_said(typed.get(name, "")) for name in _SAID_IN_DANGER]
    given = [each for each in said if each]
    if not given:
        return None
    code = typed.get("language", "")
    language = Language(code) if code in OFFERED else Language.FINNISH
    plea = plea_of(way, given[0], language, municipality_of, home)
    postal_code = place_said(typed.get("postal_code", ""))
    return replace(
        plea,
        channel=Channel.PHONE,
        municipality=municipality_of(postal_code) or plea.municipality,
        contact=Contact(
            first_name=place_said(typed.get("first_name", "")),
            street=", ".join(given),
            text=plain(typed.get("text", "")),
        ),
    )


def record_of(typed: Mapping[str, str], version: str, judged: Judged) -> str:
    """Write what stays of a call: for whom who called, and what was asked and answered."""
    told = {name: typed[name] for name in ("caller", *REFERRER_FIELDS) if typed.get(name)}
    return json.dumps({**told, "triage": {"version": version, "answers": dict(judged.answers)}})
