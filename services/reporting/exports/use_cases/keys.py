"""Make keys for a funder's tools, and withdraw them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.reporting.exports.model import FigureKey, KeyUse, NewKey
from services.reporting.exports.ports import FigureKeys
from services.reporting.exports.rules import wrong_key
from services.reporting.projects.model import Project, Projects
from shared.fields.problem import Problem
from shared.fields.text import one_line
from shared.sealing.tokens import new_token, token_hash

USES_SHOWN: Final = 50
"""Of all keys."""
Secret = tuple[str, str]
"""A key and its hash."""


@dataclass(frozen=True, slots=True)
class Overview:
    """All keys, and what they were used for last."""

    keys: Sequence[FigureKey]
    uses: Sequence[KeyUse]
    projects: Sequence[Project]


@dataclass(frozen=True, slots=True)
class LookAfterKeys:
    """The keys as coordinators and administrators see them."""

    keys: FigureKeys
    projects: Projects
    new_id: Callable[[], UUID]
    draw: Callable[[], Secret]

    async def overview(self) -> Overview:
        """List them."""
        uses = await self.keys.latest_uses(USES_SHOWN)
        return Overview(await self.keys.every(), uses, self.projects.all)

    async def make(self, project: str, label: str, by: UUID) -> str | Sequence[Problem]:
        """Make one and give it, this once; or say what is wrong."""
        if wrong := wrong_key(project, label, (each.code for each in self.projects.all)):
            return wrong
        key, hashed = self.draw()
        new = NewKey(id=self.new_id(), project=project, label=one_line(label), hash=hashed, by=by)
        await self.keys.add(new)
        return key

    async def withdraw(self, key_id: UUID, by: UUID) -> bool:
        """Let a key open nothing any more; False where there is none left to withdraw."""
        return await self.keys.withdraw(key_id, by)


def drawn() -> Secret:
    """Draw a key of 256 bits, and give its hash: what is kept of it."""
    key = new_token()
    return key, token_hash(key)
