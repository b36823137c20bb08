"""Rows become turns and matches; decisions are written and read as JSON."""

import json
from typing import Any

import asyncpg

from services.matching.engine.model import Reason
from services.matching.engine.rules.weighing.formula import Cost
from services.matching.needs.model import RequestId
from services.matching.needs.rows import need_of
from services.matching.proposals.model import (
    ByHand,
    Considered,
    Decision,
    Match,
    MatchId,
    MatchState,
    Turn,
)
from services.matching.volunteers.model import VolunteerId
from shared.contracts.ask_words import AskManner, AssignmentRefusal, OverrideReason
from shared.contracts.event import known
from shared.contracts.words import WithdrawalReason


def turn_of(row: asyncpg.Record) -> Turn | None:
    """Read a need with all that was tried; None for one that has no details."""
    need = need_of(row)
    if need is None:
        return None
    return Turn(
        need=need,
        waited=row["waited"],
        open_now=row["open_now"],
        asked=frozenset(row["asked"]),
        declined=row["declined"],
        blocked=frozenset(row["blocked"]),
        usual=row["usual"],
        is_reserved=row["is_reserved"],
        again=frozenset(row["asked"]) - frozenset(row["asked_for_good"]),
    )


def match_of(row: asyncpg.Record) -> Match:
    """Read a match."""
    return Match(
        id=MatchId(row["id"]),
        request_id=RequestId(row["request_id"]),
        volunteer_id=VolunteerId(row["volunteer_id"]),
        version=row["version"],
        state=MatchState(row["state"]),
        expires_at=row["expires_at"],
        lapsed=row["lapsed"],
        minutes=row["minutes"],
        why_withdrawn=WithdrawalReason(row["why_withdrawn"]) if row["why_withdrawn"] else None,
        passed=tuple(row.get("overrides", ())),
    )


def hand_of(row: asyncpg.Record) -> ByHand:
    """Read how a coordinator had somebody asked; rules of a later version are left out."""
    overrides = (known(AssignmentRefusal, code) for code in row["overrides"])
    return ByHand(
        AskManner(row["manner"]),
        frozenset(rule for rule in overrides if rule),
        known(OverrideReason, row["override_reason"] or ""),
    )


_DIGITS = 3


def written(decision: Decision) -> str:
    """Write it, figures to three digits after the point."""
    minutes = decision.expected_minutes
    body = {
        "asked": [_body(each) for each in decision.asked],
        "next_best": [_body(each) for each in decision.next_best],
        "fitting": decision.fitting,
        "at_cap": decision.at_cap,
        "asked_enough": decision.asked_enough,
        "asked_before": decision.asked_before,
        "declined": decision.declined,
        "refusals": dict(decision.refusals),
        "expected_minutes": None if minutes is None else round(minutes, _DIGITS),
    }
    return json.dumps(body)


def read(text: str) -> Decision:
    """Read what was written."""
    body = json.loads(text)
    return Decision(
        asked=tuple(map(_considered, body.pop("asked"))),
        next_best=tuple(map(_considered, body.pop("next_best"))),
        refusals={Reason(code): count for code, count in body.pop("refusals").items()},
        **body,
    )


def _considered(body: dict[str, Any]) -> Considered:
    return Considered(**{**body, "cost": Cost(**body["cost"])})


def _body(each: Considered) -> dict[str, Any]:
    """Spell the fields out: `dataclasses.asdict` takes ten times as long."""
    cost = each.cost
    return {
        "number": each.number,
        "km": round(each.km, _DIGITS),
        "chance": round(each.chance, _DIGITS),
        "cost": {
            "waiting": round(cost.waiting, _DIGITS),
            "distance": round(cost.distance, _DIGITS),
            "load": round(cost.load, _DIGITS),
            "disturbance": round(cost.disturbance, _DIGITS),
            "scarcity": round(cost.scarcity, _DIGITS),
        },
    }
