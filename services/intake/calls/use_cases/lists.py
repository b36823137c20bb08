"""What waits beside the calls that go on, as the rooms above tell it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.calls.ports import Waits


@dataclass(frozen=True, slots=True)
class ShowLists:
    """Each list has the name of its room, whose `list.html` shows it."""

    lists: Mapping[str, Waits]

    async def waiting(self) -> Mapping[str, Sequence[object]]:
        """Give all lists, one after the other: so nobody holds two places at the database."""
        return {name: await each.waiting() for name, each in self.lists.items()}
