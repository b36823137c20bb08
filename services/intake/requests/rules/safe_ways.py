"""Who hears of their helper by a letter, and who must be rung."""

from collections.abc import Sequence

from shared.reach_points import ReachPoint, Whose, reached_by_letter


def is_written_to_helped(points: Sequence[ReachPoint]) -> bool:
    """Say whether a letter reaches the one who is helped, and not only who asked for them."""
    to = reached_by_letter(points)
    return to is not None and to.whose is Whose.HELPED
