"""What can be counted: each is one named query over the projections (measures.sql)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.reporting.figures.model.dims import Dim


class MeasureKind(StrEnum):
    """What its values are."""

    COUNT = "count"
    MINUTES = "minutes"
    CENTS = "cents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One: the query gives a row a thing, with the codes of its dims and its values."""

    query: str
    dims: tuple[Dim, ...] = ()
    sources: tuple[str, ...]
    """The types of the events that say it."""
    kind: MeasureKind = MeasureKind.COUNT
    value: str = "one"
    """The column that is added up."""
    things: str = "one"
    """The column that says how many people (or cases of people) stand behind the value."""
    is_of_people: bool = True
    adds_up: bool = True
    """False: one that is in two periods would be counted twice in their sum."""
    is_of_sellers: bool = False
    """What each seller has of it may not be told."""
    only: Mapping[str, str] = field(default_factory=dict)
    """Which of the query's rows are its own, by column."""


_OF_REQUEST: Final = (Dim.LINE, Dim.NEED, Dim.MUNICIPALITY, Dim.CHANNEL, Dim.MONTH)
_OF_ACTIVITY: Final = (Dim.LINE, Dim.MUNICIPALITY, Dim.MONTH)
_LOGGED: Final = ("activity.logged",)
_PURCHASE: Final = ("purchase.contracted", "purchase.corrected", "purchase.delivered")


def _headcount(basis: str) -> Measure:
    return Measure(
        query="sessions",
        dims=_OF_ACTIVITY,
        sources=_LOGGED,
        value="headcount",
        things="headcount",
        only={"basis": basis},
    )


def _sessions(value: str, kind: MeasureKind = MeasureKind.COUNT) -> Measure:
    return Measure(
        query="sessions",
        dims=(*_OF_ACTIVITY, Dim.BASIS),
        sources=_LOGGED,
        kind=kind,
        value=value,
        is_of_people=False,
    )


def _referral(said: str, *more: Dim) -> Measure:
    return Measure(
        query="referrals_said",
        dims=(Dim.MONTH, *more),
        sources=(f"referral.{said}",),
        only={"said": said},
    )


def _purchase(value: str, kind: MeasureKind = MeasureKind.COUNT) -> Measure:
    return Measure(
        query="purchases_delivered",
        dims=(Dim.LINE, Dim.MONTH),
        sources=_PURCHASE,
        kind=kind,
        value=value,
        is_of_people=False,
        is_of_sellers=kind is not MeasureKind.COUNT,
    )


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "requests.received": Measure(
            query="requests_received",
            dims=_OF_REQUEST,
            sources=("request.created", "request.escalated"),
        ),
        "requests.completed": Measure(
            query="requests_completed", dims=_OF_REQUEST, sources=("request.completed",)
        ),
        "requests.answered": Measure(
            query="requests_answered",
            dims=(Dim.ANSWER, Dim.LINE, Dim.MUNICIPALITY, Dim.MONTH),
            sources=("request.completed", "feedback.received"),
        ),
        "helped.requests": Measure(query="helped_requests", dims=_OF_ACTIVITY, sources=_LOGGED),
        "helped.persons": Measure(
            query="helped_persons", dims=_OF_ACTIVITY, sources=_LOGGED, adds_up=False
        ),
        "helped.unidentified": Measure(
            query="helped_unidentified", dims=_OF_ACTIVITY, sources=_LOGGED
        ),
        "activities.held": _sessions("one"),
        "activities.minutes": _sessions("minutes", MeasureKind.MINUTES),
        "headcount.counted": _headcount("counted"),
        "headcount.sampled": _headcount("sampled"),
        "headcount.estimated": _headcount("estimated"),
        "minutes.volunteers": Measure(
            query="hours_noted",
            dims=(Dim.LINE, Dim.MUNICIPALITY, Dim.MONTH, Dim.BASIS),
            sources=("hours.logged",),
            kind=MeasureKind.MINUTES,
            value="minutes",
        ),
        "volunteers.active": Measure(
            query="volunteers_active", sources=("hours.logged",), adds_up=False
        ),
        "calls.ended": Measure(
            query="calls_ended",
            dims=(Dim.OUTCOME, Dim.DIRECTION, Dim.MONTH),
            sources=("call.logged",),
        ),
        "calls.missed": Measure(
            query="calls_missed", dims=(Dim.HOURS, Dim.MONTH), sources=("call.missed",)
        ),
        "participants.directed": Measure(
            query="participants_directed",
            dims=(Dim.MONTH,),
            sources=("participant.directed",),
        ),
        "referrals.sent": _referral("sent"),
        "referrals.accepted": _referral("accepted"),
        "referrals.declined": _referral("declined", Dim.REASON),
        "referrals.completed": _referral("completed"),
        "partners.organisations": Measure(
            query="organisations_standing",
            dims=(Dim.STANDING,),
            sources=("partner.joined", "partner.paused", "partner.resumed"),
            is_of_people=False,
            adds_up=False,
        ),
        "purchases.deliveries": _purchase("one"),
        "purchases.minutes": _purchase("minutes", MeasureKind.MINUTES),
        "purchases.cents": _purchase("cents", MeasureKind.CENTS),
    }
)
