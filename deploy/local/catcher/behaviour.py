"""How the catcher behaves now: well, unless a test asks for trouble."""

import asyncio
from dataclasses import dataclass, field
from typing import Literal

from pydantic import BaseModel, ConfigDict

MailManner = Literal["accept", "refuse", "refuse_recipient", "hang"]
PartnerManner = Literal["accept", "fail", "gone", "hang"]


class Manners(BaseModel):
    """What the SMTP server and the partner answer from now on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    mail: MailManner = "accept"
    partner: PartnerManner = "accept"


@dataclass(slots=True)
class Behaviour:
    """The manners in force, which may change while somebody waits."""

    manners: Manners = field(default_factory=Manners)
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def change(self, manners: Manners) -> None:
        """Behave like this from now on; whoever hangs is answered."""
        async with self._changed:
            self.manners = manners
            self._changed.notify_all()

    async def mail(self) -> MailManner:
        """Say how to treat this mail; hangs for as long as the manners say so."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.manners.mail != "hang")
        return self.manners.mail

    async def partner(self) -> PartnerManner:
        """Say how to treat this delivery; hangs for as long as the manners say so."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.manners.partner != "hang")
        return self.manners.partner
