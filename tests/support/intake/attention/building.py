"""What calling those on duty is built of in tests."""

from uuid import UUID, uuid4

from services.intake.attention.letters import DutyLetters
from services.intake.attention.ports import WithAttention
from services.intake.attention.use_cases import CallOnDuty, CallWork
from shared.contracts.words import Language
from shared.letters import SealedPost
from shared.work import Store
from tests.support.activations import FakeCurrent
from tests.support.intake.building import NOW, PUBLIC_URL, Drawn, Sealed


def page(language: Language) -> str:
    """Say where the list is."""
    return f"{PUBLIC_URL}/{language}/paivystys"


def call_on_duty(
    store: Store[CallWork], sealed: Sealed, marks: list[int] | None = None
) -> CallOnDuty:
    """Give the caller; what it shows in the menu is kept in `marks`."""
    chance = Drawn().chance()
    letters = DutyLetters(SealedPost(sealed, chance), lambda: NOW, chance, page)
    return CallOnDuty(store, letters, FakeCurrent(), (marks if marks is not None else []).append)


async def take_on(work: WithAttention, request_id: UUID, staff_id: UUID | None = None) -> None:
    """Let somebody of the staff take on all that waits of a request."""
    calls = [each.id for each in await work.attention.open_of(request_id)]
    assert await work.attention.take(calls, staff_id or uuid4(), None) == calls
