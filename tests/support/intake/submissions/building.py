"""What is sent in, each with what is usual; a test bends what it is about."""

from dataclasses import replace
from functools import partial
from typing import Final
from uuid import uuid4

from services.intake.requests.model import Circumstances, Contact, Relation, RequestId
from services.intake.submissions.adapters import CAUTION_FILE, CAUTION_WEIGHTS_FILE, read_caution
from services.intake.submissions.events import created
from services.intake.submissions.model import Answer, NewRequest, Plea, Submission
from services.intake.submissions.ports import TakenIn
from services.intake.submissions.rules.caution import reasons_of
from services.intake.submissions.rules.reference import reference_of
from shared.contracts.words import Category, Channel, Language, Urgency
from shared.reach_points import ReachKind, ReachPoint, Whose
from shared.sealing.tokens import token_hash
from tests.support.activations import EXERCISE
from tests.support.intake.building import PUBLIC_URL
from tests.support.intake.requests.building import promises

caution = partial(reasons_of, caution=read_caution(CAUTION_FILE, CAUTION_WEIGHTS_FILE))
"""What the network's words are about that make a person look."""
WORD = "omena"
MARK = token_hash("a phone number, under a key")
FIELDS = {
    "category": "groceries",
    "urgency": "today",
    "postal_code": "50100",
    "street": "Porrassalmenkatu 1",
    "area_note": "",
    "phone": "+358401234567",
    "phone_abroad": "",
    "language": "fi",
    "first_name": "Aino",
    "email": "aino@example.org",
    "text": "Maitoa ja leipää, kiitos.",
    "on_behalf": "no",
    "may_ring": "yes",
    "may_write": "yes",
    "payment": "shop_bills",
}
"""A form filled in."""
FOR_ANOTHER = {
    "on_behalf": "yes",
    "asker_name": "Kaisa",
    "asker_phone": "+358501112233",
    "asker_email": "kaisa@example.org",
    "relation": "relative",
    "consent": "yes",
}
"""What is filled in beside when Kaisa asks for Aino."""


def municipality_of(postal_code: str) -> str | None:
    """Know Mikkeli and nothing else."""
    return "491" if postal_code == "50100" else None


def plea(email: str = "aino@example.org", category: Category = Category.GROCERIES) -> Plea:
    """Give a plea from Mikkeli."""
    return Plea(
        category=category,
        urgency=Urgency.TODAY,
        postal_code="50100",
        municipality="491",
        language=Language.FINNISH,
        channel=Channel.WEB,
        on_behalf=False,
        contact=Contact(
            first_name="Aino",
            street="Porrassalmenkatu 1",
            text="Maitoa ja leipää, kiitos.",
        ),
        reach_points=reach_points(email=email),
    )


def plea_for_another() -> Plea:
    """Give a plea of Kaisa for Aino, whose address is secret; each has a number."""
    mine, hers = reach_points(phone="+358501112233"), reach_points(email="aino@example.org")
    return replace(
        plea(),
        on_behalf=True,
        contact=Contact(first_name="Aino", asker_name="Kaisa", street="Katu 1, 50100"),
        reach_points=(
            *(replace(point, whose=Whose.ASKER) for point in mine),
            *(replace(point, may_ring=False, may_text=True, may_write=False) for point in hers),
            ReachPoint(ReachKind.ASK_AT, "Kirjaston tiskillä", Language.FINNISH),
        ),
        circumstances=Circumstances(Relation.FRIEND, address_secret=True, under_18=True),
    )


def reach_points(phone: str = "+358401234567", email: str = "") -> tuple[ReachPoint, ...]:
    """Give how somebody is reached; what is empty is left out."""
    given = {ReachKind.PHONE: phone, ReachKind.EMAIL: email}
    return tuple(
        ReachPoint(kind, address, Language.FINNISH) for kind, address in given.items() if address
    )


PROMISE: Final = promises().first(Urgency.TODAY, reach_points())


def new_request(link: str = "status-token", number: int | None = None) -> NewRequest:
    """Give a request about to be stored."""
    identity = RequestId(uuid4())
    drawn = identity.int % 100_000_000 if number is None else number
    return NewRequest(
        identity,
        reference_of(drawn),
        plea(),
        EXERCISE,
        token_hash(link),
        promise=PROMISE,
        marks={"phone": MARK},
        code_word=WORD,
    )


def answer(new: NewRequest) -> Answer:
    """Give what the one who asked is told."""
    return Answer(new.reference, f"{PUBLIC_URL}/fi/p/status-token")


def submission(key: str | None = None) -> Submission:
    """Give a submission with a key of its own."""
    text = key or str(uuid4())
    return Submission(token_hash(text), token_hash(f"print {text}"))


def taken_in(new: NewRequest, key: str | None = None) -> TakenIn:
    """Give all that is stored of a new request."""
    return TakenIn(new, submission(key), answer(new), [created(new)])
