"""An organisation applies by itself; a coordinator approves it, or declines with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.intake.organisations.model import (
    Applicant,
    Application,
    Contact,
    Declined,
    OrganisationId,
    Step,
)
from services.intake.organisations.ports import ApplyingWork
from services.intake.organisations.rules import APPLICATIONS_AN_HOUR, read_application
from services.intake.organisations.use_cases.invite import InviteOrganisations
from services.intake.staff.model import StaffId
from shared.chance import Chance
from shared.contracts.words import Language
from shared.fields.problem import Problem
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.pseudonyms import PseudonymKeys
from shared.sealing.tokens import token_hash
from shared.work import Store


class TooManyError(Exception):
    """So many applied within the hour that no more are taken in."""


class DecidedError(Exception):
    """Nothing waits there: somebody decided it already."""


@dataclass(frozen=True, slots=True)
class ApplyAsPartner:
    """Anybody may; the answer is the same whether they applied before or not."""

    store: Store[ApplyingWork]
    chance: Chance
    keys: PseudonymKeys

    def new_form(self) -> str:
        """Draw what a form is known by, so that pressing twice is pressing once."""
        return self.chance.new_token()

    async def apply(
        self, typed: Mapping[str, str], form: str, language: Language
    ) -> tuple[Problem, ...]:
        """Keep it sealed, or say what is to be mended; raises TooManyError."""
        applicant = read_application(typed, language)
        if isinstance(applicant, tuple):
            return applicant
        number = (await self.keys.pseudonyms()).of("applies as a partner", applicant.number)
        new = OrganisationId(self.chance.new_id())
        async with self.store.begin() as work:
            if await work.applications.lately() >= APPLICATIONS_AN_HOUR:
                raise TooManyError
            sent_hash = token_hash(form or self.chance.new_token())
            await work.applications.keep(new, applicant, sent_hash, number)
        return ()


@dataclass(frozen=True, slots=True)
class DecideApplications:
    """What they said of themselves is erased as it is decided; who decided it is on record."""

    inviting: InviteOrganisations

    async def waiting(self) -> Sequence[Application]:
        """List those that wait."""
        async with self.inviting.store.begin() as work:
            return await work.applications.waiting()

    async def open(self, which: OrganisationId, by: StaffId) -> Application:
        """Show one; that it was looked at is on record before it is shown. Raises DecidedError."""
        async with self.inviting.store.begin() as work:
            found = await work.applications.open(which)
            if found is None:
                raise DecidedError
            await work.organisations.note(which, by, Step.OPENED)
        return found

    async def approve(self, which: OrganisationId, name: str, by: StaffId) -> None:
        """Make it an organisation and invite who applied; raises DecidedError, NameTakenError."""
        activation = await self.inviting.accounts.current.activation()
        async with self.inviting.store.begin() as work:
            applicant = _said(await work.applications.open(which))
            made = await work.organisations.add(which, applicant.name, activation)
            contact = Contact(name, applicant.email, applicant.language)
            await self.inviting.invite_in(work, made, contact, by, activation)
            await work.applications.decide(which, None)
            await work.organisations.note(which, by, Step.APPROVED)

    async def decline(self, which: OrganisationId, by: StaffId, reason: Declined) -> None:
        """Write to who applied that it cannot be; raises DecidedError."""
        activation = await self.inviting.accounts.current.activation()
        async with self.inviting.store.begin() as work:
            applicant = _said(await work.applications.open(which))
            to = ReachPoint(ReachKind.EMAIL, applicant.email, applicant.language)
            told = self.inviting.letters.decline((which, applicant.name), to, activation)
            await work.publish([told])
            await work.applications.decide(which, reason)
            await work.organisations.note(which, by, Step.DECLINED, reason)


def _said(found: Application | None) -> Applicant:
    if found is None or found.applicant is None:
        raise DecidedError
    return found.applicant
