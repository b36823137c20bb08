"""How the helped person hears that somebody asked for them."""

from services.intake.submissions.model import Plea
from shared.fields.mail_address import same_address
from shared.reach_points import ReachPoint, Whose, reached_by_letter


def told_at(plea: Plea) -> ReachPoint | None:
    """Give where a letter tells them: their own address, which is not also that of who asked."""
    if not plea.on_behalf:
        return None
    found = reached_by_letter(_of(plea, Whose.HELPED))
    known = {same_address(point.address) for point in _of(plea, Whose.ASKER)}
    return found if found and same_address(found.address) not in known else None


def must_be_told(plea: Plea) -> bool:
    """Say whether a person tells them: no letter does, and there is a way of their own to do so."""
    ways = (point.is_safe or not point.is_address for point in _of(plea, Whose.HELPED))
    return plea.on_behalf and told_at(plea) is None and any(ways)


def answered_at(plea: Plea) -> ReachPoint | None:
    """Give where a letter answers whoever asked."""
    return reached_by_letter(_of(plea, Whose.ASKER if plea.on_behalf else Whose.HELPED))


def _of(plea: Plea, whose: Whose) -> list[ReachPoint]:
    return [point for point in plea.reach_points if point.whose is whose]
