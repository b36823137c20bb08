"""How the helped person and whoever asks for them are reached, as they said."""

from collections.abc import Iterator, Mapping
from typing import Final

from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, ReachPoint, Whose

WAYS: Final = ("phone", "email", "ask_at", "asker_phone", "asker_email")
"""Fields of which one must be given."""
_OF_ASKER: Final = ("asker_name", "asker_phone", "asker_email", "relation", "consent")


def is_on_behalf(fields: Mapping[str, str]) -> bool:
    """Say whether somebody asks for another."""
    return fields.get("on_behalf") == "yes"


def reach_points_of(fields: Mapping[str, str]) -> tuple[ReachPoint, ...]:
    """Give how they are reached: whoever asks first, for the letters about a request are theirs."""
    return (*(_asker(fields) if is_on_behalf(fields) else ()), *_helped(fields))


def wrong_between(fields: Mapping[str, str]) -> tuple[Problem, ...]:
    """Say what is missing in view of the other fields."""
    on_behalf = is_on_behalf(fields)
    ways = WAYS if on_behalf else WAYS[:3]
    missing = [] if any(fields.get(name) for name in ways) else ["phone"]
    if on_behalf:
        missing += [name for name in ("relation", "consent") if _is_unsaid(fields, name)]
    return tuple(Problem(name, "missing") for name in missing)


def as_said_before(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Read a request of a client that knows one number only: it is of whoever asks.

    Then to say that one asks for another was to say that they agreed.
    """
    knows_two = any(fields.get(name, "no") not in {"", "no"} for name in _OF_ASKER)
    if not is_on_behalf(fields) or knows_two:
        return fields
    theirs = ("phone", "phone_abroad", "email")
    moved = {f"asker_{name}": fields.get(name, "") for name in theirs} | dict.fromkeys(theirs, "")
    return {**fields, **moved, "relation": "other", "consent": "yes"}


def _is_unsaid(fields: Mapping[str, str], name: str) -> bool:
    return not fields.get(name) or (name == "consent" and fields[name] != "yes")


def _asker(fields: Mapping[str, str]) -> Iterator[ReachPoint]:
    """Their own number and address are theirs to give: they may be rung and written to."""
    for kind in (ReachKind.PHONE, ReachKind.EMAIL):
        if address := fields.get(f"asker_{kind}"):
            yield ReachPoint(kind, address, Language(fields["language"]), whose=Whose.ASKER)


def _helped(fields: Mapping[str, str]) -> Iterator[ReachPoint]:
    language = Language(fields["language"])
    if fields["phone"]:
        yield ReachPoint(
            ReachKind.PHONE,
            fields["phone"],
            language,
            may_leave_message=fields["may_leave_message"] == "yes",
            may_ring=fields["may_ring"] == "yes",
            may_text=fields["may_text"] == "yes",
        )
    if fields["email"]:
        may_write = fields["may_write"] == "yes"
        yield ReachPoint(ReachKind.EMAIL, fields["email"], language, may_write=may_write)
    if fields["ask_at"]:
        yield ReachPoint(ReachKind.ASK_AT, fields["ask_at"], language)
