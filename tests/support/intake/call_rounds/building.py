"""Rounds of calls, each with what is usual."""

from collections.abc import Sequence
from uuid import uuid4

from services.intake.call_rounds.model import (
    Basis,
    Beginning,
    Entry,
    Given,
    PersonId,
    Plan,
    RoundId,
    Source,
)
from services.intake.requests.rules.marks import marked_by
from shared.activation import Activation
from shared.contracts.words import Language
from shared.reach_points import ReachKind
from tests.support.activations import EXERCISE
from tests.support.pseudonyms import PSEUDONYMS

PLAN = Plan(
    title="Hellesoitot",
    purpose="Kysymme, miten voit helteellä.",
    basis=Basis.PUBLIC_TASK,
    whence="Kaupungin luettelosta.",
    days=7,
    again_hours=4,
)
PHONES = ("+358401110001", "+358401110002", "+358401110003")


def begins(source: Source = Source.GIVEN, activation: Activation = EXERCISE) -> Beginning:
    """Give a round about to be stored."""
    return Beginning(RoundId(uuid4()), source, PLAN, activation)


def given(phone: str = PHONES[0], name: str = "Aino") -> Given:
    """Give somebody of a list."""
    return Given(phone, name, Language.FINNISH)


def mark_of(phone: str) -> str:
    """Give by what a number is known, where the tests' key is the installation's."""
    return PSEUDONYMS.of(*marked_by(ReachKind.PHONE, phone))


def entries(phones: Sequence[str] = PHONES) -> list[Entry]:
    """Give people of a list as they are put on a round."""
    return [Entry(PersonId(uuid4()), given(phone), mark_of(phone)) for phone in phones]
