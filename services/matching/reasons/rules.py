"""How the search for one need's helper stands, and what was decided, as plain data."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from services.matching.engine.model import Reason
from services.matching.needs.model import Need
from services.matching.proposals.model import Considered, Decision, KeptDecision
from services.matching.reasons.model import AskedByHand, Distance, Explained, Home, Progress
from shared.contracts.words import UnmatchedReason
from shared.search_summary import Opening, Part, Summary, sum_up

_MINUTE: Final = timedelta(minutes=1)


def summary(progress: Progress) -> Summary:
    """Sum up: who fits as the last decision saw it, what became of the asked as it is now."""
    tried, last = progress.tried, progress.last or Decision()
    counts = {
        Part.FITTING: last.fitting,
        Part.ASKED: tried.asked,
        Part.WAITING: tried.waiting,
        Part.DECLINED: tried.declined,
        Part.SILENT: tried.silent,
        Part.AT_CAP: last.at_cap,
        Part.ASKED_ENOUGH: last.asked_enough,
    }
    return sum_up(counts, _opening(progress))


def considered_in(decisions: Iterable[KeptDecision]) -> set[int]:
    """Give the roster numbers of all that decisions name."""
    made = [kept.decision for kept in decisions]
    return {one.number for each in made for one in (*each.asked, *each.next_best)}


def distance_to(progress: Progress, home: Home | None) -> Distance:
    """Say how well it is known how far away somebody is; of who is gone it is known roughly."""
    if home is not None and home.is_placed and progress.is_placed:
        return Distance.KNOWN
    is_same = home is not None and home.municipality == progress.need.municipality
    return Distance.SAME_TOWN if is_same else Distance.ROUGH


def most_first(refusals: Mapping[Reason, int]) -> list[tuple[Reason, int]]:
    """Order refusals by how many they are; equal ones as the rules are asked."""
    ranked = [(reason, refusals[reason]) for reason in Reason if refusals.get(reason)]
    return sorted(ranked, key=lambda each: -each[1])


def does_nobody_all(need: Need, decision: Decision) -> bool:
    """Say whether of several needs nobody near does all: the kind of help is asked first."""
    return bool(need.also_codes) and decision.refusals.keys() == {Reason.CATEGORY}


def asked_as_before(made: Decision, explained: Explained) -> list[int]:
    """Give who was asked because they helped the time before, by roster number."""
    return [one.number for one in made.asked if one.number in explained.helped_before]


def facts_of(explained: Explained) -> dict[str, object]:
    """Give it as plain data, in codes and figures; times as text."""
    progress = explained.progress
    need, summed = progress.need, summary(progress)
    return {
        "request_id": str(need.request_id),
        "state": need.state,
        "reason": need.reason,
        "urgency": need.urgency_code,
        "category": need.category_code,
        "also": list(need.also_codes),
        "service_line": need.service_line,
        "municipality": need.municipality,
        "waited_minutes": progress.waited // _MINUTE,
        "look_at": progress.look_at.isoformat() if progress.look_at else None,
        "opening": summed.opening,
        "counts": dict(summed.counts),
        "by_hand": [_by_hand_facts(each) for each in explained.by_hand],
        "decisions": [_decision_facts(kept, explained) for kept in explained.decisions],
    }


def _opening(progress: Progress) -> Opening | None:
    if progress.need.reason is UnmatchedReason.NOT_FOR_VOLUNTEERS:
        return Opening.NOT_FOR_VOLUNTEERS
    if progress.last is None:
        return Opening.NOT_YET
    return None if progress.last.fitting else Opening.NOBODY_FITS


def _by_hand_facts(asked: AskedByHand) -> dict[str, object]:
    return {
        "number": asked.number,
        "at": asked.at.isoformat(),
        "manner": asked.hand.manner,
        "overrides": sorted(asked.hand.overrides),
        "reason": asked.hand.reason,
    }


def _decision_facts(kept: KeptDecision, explained: Explained) -> dict[str, object]:
    made = kept.decision
    return {
        "at": kept.at.isoformat(),
        **asdict(made),
        "asked": [_considered_facts(one, explained) for one in made.asked],
        "next_best": [_considered_facts(one, explained) for one in made.next_best],
    }


def _considered_facts(one: Considered, explained: Explained) -> dict[str, object]:
    distance = distance_to(explained.progress, explained.homes.get(one.number))
    km = None if distance is Distance.SAME_TOWN else one.km
    return {
        **asdict(one),
        "km": km,
        "helped_before": one.number in explained.helped_before,
        "distance": distance,
        "cost": {**asdict(one.cost), "total": round(one.cost.total, 3)},
    }
