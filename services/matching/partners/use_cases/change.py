"""One change of an organisation: held, decided, stored as its next edition, noted and said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from services.matching.partners.events import announced
from services.matching.partners.model import OrganisationId, Partner, Step
from services.matching.partners.ports import PartnerWork
from shared.contracts.event import Event
from shared.contracts.partner_words import ClearanceReason


class UnknownPartnerError(Exception):
    """No organisation of this id was invited."""


class ChangedMeanwhileError(Exception):
    """Another member changed it after this one looked: they see what it is now, and try again."""


class ImpossibleError(Exception):
    """As the organisation stands, that cannot be done."""


@dataclass(frozen=True, slots=True)
class By:
    """Who changes which organisation, and the edition that they saw."""

    organisation_id: OrganisationId
    staff_id: UUID | None
    """None stands for the operator's tool."""
    edition: int


Changed = tuple[Partner, Sequence[Event]]
Change = Callable[[Partner], Changed]
"""Gives it as it is then, and what is said of that; raises ImpossibleError."""


async def change(
    work: PartnerWork, by: By, step: Step, to: Change, reason: ClearanceReason | None = None
) -> Partner:
    """Carry a change out; raises UnknownPartnerError, ChangedMeanwhileError, ImpossibleError."""
    held = await work.partners.lock(by.organisation_id)
    if held is None:
        raise UnknownPartnerError
    if held.edition != by.edition:
        raise ChangedMeanwhileError
    after, said = to(held)
    await work.partners.save(replace(after, version=held.version + len(said)))
    await work.partners.note(by.organisation_id, by.staff_id, step, reason)
    await work.publish(announced(held, said))
    return after
