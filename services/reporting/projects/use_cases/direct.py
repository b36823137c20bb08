"""Show somebody where the funder's forms are filled in; that it happened is all that is kept."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.reporting.projects.events import directed
from services.reporting.projects.model import Project, Projects
from services.reporting.projects.ports import DirectionWork
from shared.activation.current import Current
from shared.contracts.reporting import ParticipantForm
from shared.work import Store


@dataclass(frozen=True, slots=True)
class DirectParticipants:
    """Shown are projects that pay for the day, where participants fill in a form themselves."""

    store: Store[DirectionWork]
    projects: Projects
    current: Current
    today: Callable[[], date]
    new_id: Callable[[], UUID]
    square: Callable[[str], str]
    """Draws a link so that a phone reads it."""

    def shown(self) -> Sequence[Project]:
        """Give the projects whose forms can be filled in today."""
        paying = self.projects.paying_on(self.today())
        return [each for each in paying if each.participant_link]

    async def direct(self, project: str, form: str, key: UUID) -> bool:
        """Announce it once for each key of a page; False where there is no such form today."""
        is_shown = any(each.code == project for each in self.shown())
        if not is_shown or form not in set(ParticipantForm):
            return False
        activation = await self.current.activation()
        async with self.store.begin() as work:
            if await work.directions.note(key):
                await work.publish([directed(key, project, ParticipantForm(form), activation)])
        return True
