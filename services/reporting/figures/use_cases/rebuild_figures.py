"""Make the projections anew from the log alone, and prove them; sends nothing outward."""

from dataclasses import dataclass

from services.reporting.figures.events import knowledge_of
from services.reporting.figures.model.proof import Rebuilt
from services.reporting.figures.ports import RebuildSession


@dataclass(frozen=True, slots=True)
class RebuildFigures:
    """What the operator asks for when the figures are in doubt."""

    session: RebuildSession

    async def rebuild_figures(self) -> Rebuilt:
        """Read the whole log into shadows and put them in the place of the projections.

        The service may go on running: new facts wait only while the last of the log is read and
        the tables are exchanged, and readers never see a half.
        """
        position = await self._settled_position()
        await self.session.shadows.open()
        facts = await self._replay(0, position)
        async with self.session.transaction():
            await self.session.replay.hold()
            last = await self.session.replay.last_position()
            facts += await self._replay(position, last)
            return await self._exchange(facts)

    async def _settled_position(self) -> int:
        async with self.session.transaction():
            # Positions are drawn before they are committed: with the lock nobody is in between.
            await self.session.replay.hold()
            return await self.session.replay.last_position()

    async def _replay(self, after: int, last: int) -> int:
        facts = 0
        async for events in self.session.replay.facts(after, last):
            await self.session.figures.learn(knowledge_of(events))
            facts += len(events)
        return facts

    async def _exchange(self, facts: int) -> Rebuilt:
        proof = self.session.proof
        live = await proof.fingerprint()
        await self.session.shadows.swap()
        return Rebuilt(
            facts=facts,
            live=live,
            rebuilt=await proof.fingerprint(),
            counted=await proof.count_projections(),
            recounted=await proof.count_log(),
            marked=await proof.mark_projections(),
            remarked=await proof.mark_log(),
        )
