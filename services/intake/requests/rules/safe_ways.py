"""Who hears of their helper by a letter, and who must be rung."""

from collections.abc import Sequence

from shared.fields.mail_address import same_address
from shared.reach_points import ReachPoint, Whose, reached_by_letter


def is_written_to_helped(points: Sequence[ReachPoint]) -> bool:
    """Say whether a letter reaches the one who is helped, and not only who asked for them."""
    to = reached_by_letter(points)
    return to is not None and to.whose is Whose.HELPED


def own_letter_box(points: Sequence[ReachPoint]) -> ReachPoint | None:
    """Give where a letter tells the helped person: not where whoever asked for them reads, too."""
    found = reached_by_letter(_of(points, Whose.HELPED))
    known = {same_address(point.address) for point in _of(points, Whose.ASKER)}
    return found if found and same_address(found.address) not in known else None


def has_own_way(points: Sequence[ReachPoint]) -> bool:
    """Say whether a person can tell the helped one by themselves."""
    helped = _of(points, Whose.HELPED)
    return any(point.is_safe or not point.is_address for point in helped)


def _of(points: Sequence[ReachPoint], whose: Whose) -> list[ReachPoint]:
    return [point for point in points if point.whose is whose]
