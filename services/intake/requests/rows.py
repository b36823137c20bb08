"""From rows to requests."""

from collections.abc import Iterable, Mapping
from typing import Final

import asyncpg

from services.intake.requests.model import (
    Circumstances,
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    Referral,
    ReferralId,
    ReferralState,
    Relation,
    Request,
    RequestId,
    Said,
    State,
    Task,
    Unmatched,
    VolunteerId,
)
from services.intake.requests.rules.asked import Asked
from shared.activation import Activation
from shared.contracts.words import Category, Language, Urgency, VettingLevel
from shared.postgres.queries import columns
from shared.reach_points import ReachPoint, Whose

WORD: Final = "code_word"
"""The name of the field under which each code word of a request is sealed."""


def task_of(row: asyncpg.Record) -> Task:
    """Read what is to be done."""
    return Task(
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        language=Language(row["language"]),
        municipality=row["municipality"],
        postal_code=row["postal_code"],
        created_at=row["created_at"],
        corrected=tuple(row["corrected"] or ()),
        corrected_at=row["corrected_at"],
        also=needs_of(row["also"]),
    )


def request_of(row: asyncpg.Record) -> Request:
    """Read a request."""
    return Request(
        id=RequestId(row["id"]),
        reference=row["reference"],
        version=row["version"],
        state=State(row["state"]),
        closure=Closure(row["closure"]) if row["closure"] else None,
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        language=Language(row["language"]),
        municipality=row["municipality"],
        activation=Activation(row["activation_id"], row["exercise"]),
        created_at=row["created_at"],
        also=needs_of(row["also"]),
    )


def needs_of(codes: Iterable[str]) -> tuple[Category, ...]:
    """Read what is asked for beside the main need."""
    return tuple(map(Category, codes))


def asked_of(row: asyncpg.Record | None) -> Asked:
    """Read what matching searches by."""
    assert row is not None, "the caller holds it"  # noqa: S101  # its row is locked
    return Asked(
        category=Category(row["category"]),
        urgency=Urgency(row["urgency"]),
        municipality=row["municipality"],
        postal_code=row["postal_code"],
        language=Language(row["language"]),
        min_vetting=VettingLevel(row["min_vetting"]),
        volunteer_allowed=row["volunteer_allowed"],
        also=needs_of(row["also"]),
        may_be_referred=row["may_be_referred"],
    )


def reach_point_of(row: asyncpg.Record, address: str) -> ReachPoint:
    """Read a reach point whose address was unsealed."""
    return ReachPoint(
        kind=row["kind"],
        address=address,
        language=Language(row["language"]),
        may_leave_message=row["may_leave_message"],
        is_verified=row["is_verified"],
        whose=Whose(row["whose"]),
        may_ring=row["may_ring"],
        may_text=row["may_text"],
        may_write=row["may_write"],
    )


def circumstances_of(row: asyncpg.Record) -> Circumstances:
    """Read what bears on the help."""
    return Circumstances(
        relation=Relation(row["relation"]) if row["relation"] else None,
        address_secret=row["address_secret"],
        under_18=row["under_18"],
        payment=row["payment"] or "",
    )


def unmatched_of(row: asyncpg.Record) -> Unmatched | None:
    """Read a notice from a row that may hold none."""
    if row["reason"] is None:
        return None
    return Unmatched(
        **columns(row, "version", "reason", "considered", "asked", "declined", "at_their_cap"),
        number=row["standing_number"],
    )


def subject_of(request_id: RequestId) -> str:
    """Name the subject under whose key a request's personal data is sealed."""
    return f"request/{request_id}"


def present(sealed: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """Leave out what was never given."""
    return {name: value for name, value in sealed.items() if value is not None}


def referral_of(row: asyncpg.Record) -> Referral:
    """Read the newest that was heard of one organisation."""
    return Referral(
        ReferralId(row["referral_id"]),
        row["organisation_id"],
        row["version"],
        ReferralState(row["state"]),
        Said(row["standing_number"], State(row["standing"])) if row["standing"] else None,
        row["answer_by"],
    )


def proposal_of(row: asyncpg.Record) -> Proposal:
    """Read the newest that was heard of one match."""
    return Proposal(
        match_id=MatchId(row["match_id"]),
        volunteer_id=VolunteerId(row["volunteer_id"]),
        version=row["version"],
        state=ProposalState(row["state"]),
        said=Said(row["standing_number"], State(row["standing"])) if row["standing"] else None,
    )
