"""What tests of every room stand on: a clock, an activation, foreseeable draws, a stand-in box."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from uuid import uuid4

from services.intake.requests.adapters import code_words
from services.intake.requests.ports import Draws
from shared.letters import SealedNotice
from shared.sealing.notices import Notice
from tests.support import activations

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
PUBLIC_URL = "http://localhost:8080"
ACTIVATION, EXERCISE = activations.ACTIVATION, activations.EXERCISE


@dataclass
class Drawn:
    """Draws that can be foreseen: tokens are numbered, every draw takes the next number."""

    numbers: Iterator[int] = field(default_factory=count)
    tokens: Iterator[int] = field(default_factory=lambda: count(1))

    def chance(self) -> Draws:
        """Give the port."""
        return Draws(uuid4, self.new_token, self.below, code_words)

    def new_token(self) -> str:
        """Give token-1, then token-2."""
        return f"token-{next(self.tokens)}"

    def below(self, limit: int) -> int:
        """Give the next number."""
        return next(self.numbers) % limit


@dataclass
class Sealed:
    """Stands for the sealed box: keeps what was sealed, gives its place in the list."""

    notices: list[Notice] = field(default_factory=list)

    def __call__(self, notice: Notice) -> SealedNotice:
        """Keep and give a stand-in."""
        self.notices.append(notice)
        return SealedNotice(f"sealed {len(self.notices)}", "b0")
