"""When two requests are one or belong together, and when one is two."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from services.intake.acts.model import Outcome, Stand
from services.intake.requests.model import HELPED, Request, RequestId, State
from shared.activation import Activation
from shared.contracts.words import Category, Urgency
from shared.reach_points import ReachPoint, Whose

_APART = frozenset({State.HELD, State.ESCALATED, State.CLOSED})


@dataclass(frozen=True, slots=True)
class Side:
    """One of two requests that are to become one."""

    stand: Stand
    is_allowed: bool
    """A volunteer may know of it."""
    asked_by: frozenset[tuple[str, str]] = field(repr=False)
    """How its asker is reached."""
    linked: frozenset[RequestId] = frozenset()
    """What is open and belongs together with it."""

    @property
    def is_helped(self) -> bool:
        """Say whether somebody has it."""
        return self.stand.request.state in HELPED


def asked_by(points: Iterable[ReachPoint]) -> frozenset[tuple[str, str]]:
    """Give how whoever asked is reached: the helped person where they asked themselves."""
    known = [point for point in points if point.is_address]
    own = [point for point in known if point.whose is Whose.ASKER] or known
    return frozenset((point.kind, point.address) for point in own)


def same_asker(one: Side, other: Side) -> bool:
    """Say whether both were asked by somebody with the same number or address."""
    return not one.asked_by.isdisjoint(other.asked_by)


def in_turn(own: Side, other: Side) -> tuple[Side, Side]:
    """Give the one that goes and the one that stays: whoever has a helper keeps them."""
    return (own, other) if other.is_helped else (other, own)


def why_not_merged(own: Side, other: Side, *, is_confirmed: bool, is_seen: bool) -> Outcome | None:
    """Say why two are not one; None where they are."""
    goes, stays = in_turn(own, other)
    if other.stand.request.state in _APART or other.stand.is_erased:
        return Outcome.OTHER_NOT_OPEN
    if own.is_helped and other.is_helped:
        return Outcome.BOTH_HELPED
    if refused := _why_different(goes, stays) or _why_left_alone(goes, stays):
        return refused
    is_known = is_confirmed or same_asker(own, other)
    unsaid = None if is_seen else Outcome.LOOK_FIRST
    return unsaid if is_known else Outcome.ASKERS_DIFFER


def _why_different(goes: Side, stays: Side) -> Outcome | None:
    one, other = goes.stand.request, stays.stand.request
    if one.id == other.id:
        return Outcome.SAME
    if one.activation != other.activation:
        return Outcome.OTHER_ACTIVATION
    if goes.is_allowed != stays.is_allowed:
        return Outcome.RESERVED
    return None if {*one.needs} <= {*other.needs} else Outcome.NEEDS_DIFFER


def _why_left_alone(goes: Side, stays: Side) -> Outcome | None:
    left = goes.linked - stays.linked - {stays.stand.request.id}
    return Outcome.LINKED_TO_OTHERS if left else None


def open_ones(linked: Iterable[Stand]) -> frozenset[RequestId]:
    """Give those that somebody may still be asked for."""
    return frozenset(each.request.id for each in linked if each.request.state is not State.CLOSED)


def why_not_linked(own: Stand, other: Stand, linked: Iterable[Stand]) -> Outcome | None:
    """Say why two do not come to belong together; None where they do.

    `linked`: what belongs together with the first already.
    """
    if own.request.id == other.request.id:
        return Outcome.SAME
    if refused := why_not_beside(other, own.request.activation):
        return refused
    is_linked = other.request.id in {each.request.id for each in linked}
    return Outcome.LINKED if is_linked else None


def why_not_beside(other: Stand, activation: Activation) -> Outcome | None:
    """Say why nothing of this activation is linked to it; None where something may be."""
    if other.request.state in _APART or other.is_erased:
        return Outcome.OTHER_NOT_OPEN
    return None if other.request.activation == activation else Outcome.OTHER_ACTIVATION


def less_urgent(one: Request, other: Request) -> Request | None:
    """Give the one that waits longer; None where both wait alike."""
    if one.urgency is other.urgency:
        return None
    return max(one, other, key=lambda each: [*Urgency].index(each.urgency))


def left_of(needs: Collection[Category], chosen: Collection[str]) -> tuple[Category, ...]:
    """Give what stays when some needs become a request of their own; nothing where none would."""
    is_part = bool(chosen) and {*chosen} < {*needs}
    return tuple(need for need in needs if need not in chosen) if is_part else ()
