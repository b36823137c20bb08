"""How the helped person hears that somebody asked for them."""

from services.intake.requests.rules.safe_ways import has_own_way, own_letter_box
from services.intake.submissions.model import Plea
from shared.reach_points import ReachPoint, Whose, reached_by_letter


def told_at(plea: Plea) -> ReachPoint | None:
    """Give where a letter tells them: their own address, which is not also that of who asked."""
    return own_letter_box(plea.reach_points) if plea.on_behalf else None


def must_be_told(plea: Plea) -> bool:
    """Say whether a person tells them: no letter does, and there is a way of their own to do so."""
    return plea.on_behalf and told_at(plea) is None and has_own_way(plea.reach_points)


def answered_at(plea: Plea) -> ReachPoint | None:
    """Give where a letter answers whoever asked."""
    whose = Whose.ASKER if plea.on_behalf else Whose.HELPED
    return reached_by_letter(point for point in plea.reach_points if point.whose is whose)
