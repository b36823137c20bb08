"""What lists say of people, each with one bent line where a test needs it."""

from uuid import uuid4

from services.matching.invitations.letters import InvitationLetters
from services.matching.invitations.model import Invited
from services.matching.invitations.use_cases import InvitePeople
from services.matching.ports import Ports
from shared.contracts.words import Category, Language


def invited(email: str | None = None, *, language: Language = Language.FINNISH) -> Invited:
    """Give somebody of whom a list says all that it can."""
    return Invited(
        organisation="Mikkelin Apu ry",
        email=email or f"{uuid4().hex}@example.org",
        language=language,
        name="Veera Virtanen",
        phone="+358401234567",
        postal_code="50100",
        areas=("178",),
        categories=(Category.GROCERIES, Category.PHARMACY),
        languages=(Language.FINNISH, Language.SWEDISH),
        weekly_cap="3",
    )


def inviter(ports: Ports) -> InvitePeople:
    """Make what the operator's tool makes, over the ports of a test."""
    letters = InvitationLetters(ports.post, ports.origin, ports.now)
    return InvitePeople(ports.store, letters, ports.chance, ports.current)
