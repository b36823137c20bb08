"""What members do with their own organisation: look, say, join, rest, go on, leave."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.matching.partners import events
from services.matching.partners.model import (
    Agreement,
    Agreements,
    AgreementText,
    Capacity,
    Facts,
    OrganisationId,
    Partner,
    Step,
)
from services.matching.partners.ports import LeavingWork, WithPartners
from services.matching.partners.rules.standing import Act, may_join, standing_after
from services.matching.partners.use_cases.change import (
    By,
    Change,
    Changed,
    ImpossibleError,
    UnknownPartnerError,
    change,
)
from shared.contracts.partner_words import ControllerRole, PartnerStanding
from shared.contracts.words import ServiceLine
from shared.work import Store

_SPOKEN_OF = frozenset({PartnerStanding.JOINED, PartnerStanding.PAUSED})
"""What is said of others changes nothing for anybody yet, or no more."""


@dataclass(frozen=True, slots=True)
class LookAfterPartner:
    """Each change raises what `change` raises."""

    store: Store[LeavingWork]
    towns: Sequence[str]
    """Where an organisation can say that it helps: those of the network."""
    today: Callable[[], date]
    agreements: Agreements

    def agreement(self) -> AgreementText:
        """Give what is agreed to today."""
        return self.agreements.on(self.today())

    async def show(self, organisation_id: OrganisationId) -> Partner:
        """Show it as it is; raises UnknownPartnerError."""
        async with self.store.begin() as work:
            return await _known(work, organisation_id)

    async def held(self, organisation_id: OrganisationId) -> int:
        """Count what it has in hand, which others would have to take."""
        async with self.store.begin() as work:
            return await work.commitments.count(organisation_id)

    async def say_facts(self, by: By, facts: Facts) -> None:
        """Say what it does; how much of a line it does no more goes too."""

        def to(held: Partner) -> Changed:
            capacity = {line: each for line, each in held.capacity.items() if line in facts.lines}
            after = replace(_here(held), facts=facts, capacity=capacity)
            dropped = [line for line in held.capacity if line not in facts.lines]
            gone = [events.capacity_reported(after, each) for each in dropped]
            return after, [*gone, events.listed(after)] * (after.standing in _SPOKEN_OF)

        await self._do(by, Step.FACTS, to)

    async def say_capacity(self, by: By, told: Mapping[ServiceLine, Capacity]) -> None:
        """Say how much it can give; of lines that changed it is announced."""

        def to(held: Partner) -> Changed:
            after = replace(_here(held), capacity=told)
            changed = (line for line in held.lines if held.capacity.get(line) != told.get(line))
            said = [events.capacity_reported(after, line) for line in changed]
            return after, said * (after.standing in _SPOKEN_OF)

        await self._do(by, Step.CAPACITY, to)

    async def join(self, by: By, controller: ControllerRole) -> None:
        """Agree, and be here; who agreed to an earlier text agrees anew and stays as they are."""

        def to(held: Partner) -> Changed:
            version = self.agreement().version
            agreed = replace(_here(held), agreement=Agreement(version, controller))
            if agreed.standing in _SPOKEN_OF:
                return agreed, []
            if not may_join(agreed, version):
                raise ImpossibleError
            here = replace(agreed, standing=_after(held, Act.JOIN))
            return here, list(events.joined(here))

        await self._do(by, Step.JOINED, to)

    async def pause(self, by: By) -> None:
        """Take nothing new; what it has in hand stays."""

        def to(held: Partner) -> Changed:
            after = replace(held, standing=_after(held, Act.PAUSE))
            return after, [events.paused(held.organisation_id)]

        await self._do(by, Step.PAUSED, to)

    async def resume(self, by: By) -> None:
        """Take what comes again."""

        def to(held: Partner) -> Changed:
            after = replace(held, standing=_after(held, Act.RESUME))
            return after, [events.resumed(held.organisation_id)]

        await self._do(by, Step.RESUMED, to)

    async def leave(self, by: By) -> None:
        """Be gone; what it has in hand is released to others in the same transaction."""

        def to(held: Partner) -> Changed:
            after = replace(held, standing=_after(held, Act.LEAVE), capacity={})
            return after, [events.left(held.organisation_id)]

        async with self.store.begin() as work:
            await change(work, by, Step.LEFT, to)
            await work.commitments.release(by.organisation_id)

    async def _do(self, by: By, step: Step, to: Change) -> None:
        async with self.store.begin() as work:
            await change(work, by, step, to)


async def _known(work: WithPartners, organisation_id: OrganisationId) -> Partner:
    found = await work.partners.find(organisation_id)
    if found is None:
        raise UnknownPartnerError
    return found


def _here(held: Partner) -> Partner:
    """Refuse what is said of who left."""
    if held.standing is PartnerStanding.LEFT:
        raise ImpossibleError
    return held


def _after(held: Partner, act: Act) -> PartnerStanding:
    after = standing_after(held.standing, act)
    if after is None:
        raise ImpossibleError
    return after
