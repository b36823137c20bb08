"""Letters in memory, and a mail server that only keeps them."""

from dataclasses import dataclass, field
from uuid import UUID

from services.notify.deliveries.model import Accepted, DeliveryId, Outcome
from services.notify.letters.model import Letter, Mail
from tests.support.notify.state import FakeRepository


class FakeLetters(FakeRepository):
    """Letters in memory."""

    async def keep(self, delivery: DeliveryId, letter: Letter) -> None:
        self.state.rows[delivery].letter = letter

    async def read(self, delivery: DeliveryId) -> Letter | None:
        return self.state.rows[delivery].letter

    async def destroy(self, delivery: DeliveryId) -> None:
        self.state.rows[delivery].letter = None


class FakeRecalls(FakeRepository):
    """Recalls in memory."""

    async def note(self, whose: UUID) -> None:
        self.state.recalls.add(whose)

    async def holds(self, whose: UUID) -> bool:
        return whose in self.state.recalls


@dataclass
class FakeMailSender:
    """Keeps the mails; answers with the given outcomes in turn, then accepts."""

    outcomes: list[Outcome] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)

    async def __call__(self, mail: Mail) -> Outcome:
        self.mails.append(mail)
        return self.outcomes.pop(0) if self.outcomes else Accepted("250")
