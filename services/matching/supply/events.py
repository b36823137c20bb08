"""What is announced about the help in a town: rough figures that point to nobody."""

from collections.abc import Sequence

from services.matching.supply.model import Rough, Told
from shared.contracts.matching import Supply, SupplyReported
from shared.messaging.outbox import Announcement, Story


def report_on(town: str, needs: Sequence[Rough]) -> SupplyReported:
    """Put it as it is said."""
    said = (
        Supply(category=each.category, helpers=each.helpers, usual_minutes=each.usual_minutes)
        for each in needs
    )
    return SupplyReported(municipality=town, needs=tuple(said))


def supply_reported(story: Story, told: Told, data: SupplyReported) -> Announcement:
    """Say how much help there is, after what was told before; each is a story of its own."""
    return story.say(f"supply/{told.id}", told.version + 1, data)
