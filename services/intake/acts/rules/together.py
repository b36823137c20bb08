"""When two requests are one, and when one is two."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from services.intake.acts.model import Outcome, Stand
from services.intake.requests.model import State
from shared.contracts.words import Category
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

    @property
    def is_helped(self) -> bool:
        """Say whether somebody has it."""
        return self.stand.request.state is State.ASSIGNED


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


def why_not_merged(own: Side, other: Side, *, is_confirmed: bool) -> Outcome | None:
    """Say why two are not one; None where they are."""
    goes, stays = in_turn(own, other)
    if other.stand.request.state in _APART or other.stand.is_erased:
        return Outcome.OTHER_NOT_OPEN
    if own.is_helped and other.is_helped:
        return Outcome.BOTH_HELPED
    if refused := _why_different(goes, stays):
        return refused
    is_known = is_confirmed or same_asker(own, other)
    return None if is_known else Outcome.ASKERS_DIFFER


def _why_different(goes: Side, stays: Side) -> Outcome | None:
    one, other = goes.stand.request, stays.stand.request
    if one.id == other.id:
        return Outcome.SAME
    if one.activation != other.activation:
        return Outcome.OTHER_ACTIVATION
    if goes.is_allowed != stays.is_allowed:
        return Outcome.RESERVED
    return None if {*one.needs} <= {*other.needs} else Outcome.NEEDS_DIFFER


def left_of(needs: Collection[Category], chosen: Collection[str]) -> tuple[Category, ...]:
    """Give what stays when some needs become a request of their own; nothing where none would."""
    is_part = bool(chosen) and {*chosen} < {*needs}
    return tuple(need for need in needs if need not in chosen) if is_part else ()
