"""Write an activity down that another room knows of, so that it is counted as all others."""

from dataclasses import replace
from uuid import UUID

from services.matching.activities.events import activity_logged
from services.matching.activities.model import Logged
from services.matching.activities.ports import ActivityWork
from services.matching.activities.use_cases.keep import ChangedMeanwhileError
from services.matching.partners.model import OrganisationId


async def write_down_next(work: ActivityWork, said: Logged, key: UUID) -> None:
    """Store it as the next number of what is there under its id.

    Raises ChangedMeanwhileError where somebody corrected that at the same time.
    """
    organisation_id = OrganisationId(said.organisation_id)
    numbers = await work.activities.versions(organisation_id, said.id)
    last = numbers[0].number if numbers else None
    if last and not await work.activities.replace(organisation_id, (said.id, last)):
        raise ChangedMeanwhileError
    new = replace(said, number=(last or 0) + 1, replaces=last)
    await work.activities.log(new, key)
    await work.publish([activity_logged(new)])
