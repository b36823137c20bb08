"""The answer of a service to somebody who asks what it knows, which only their case reads."""

import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from shared.activation import Activation
from shared.contracts.envelope import Envelope
from shared.contracts.right_words import RightService
from shared.contracts.rights import RightAnswered, RightRequested
from shared.messaging.outbox import Story
from shared.rights import Known, Record
from shared.sealing.box import Opener, new_keypair, public_half, seal_for
from shared.work import Publishes, Receives, Store


class AnswerWork(Receives, Publishes, Protocol):
    """What an answer needs of a transaction, beside what the service reads in it."""


WorkT = TypeVar("WorkT", bound=AnswerWork)


@dataclass(frozen=True, slots=True)
class AnswerRights(Generic[WorkT]):
    """The reaction of every service: it says what it keeps, once, also where that is nothing."""

    store: Store[WorkT]
    service: RightService
    known_of: Callable[[WorkT, RightRequested], Awaitable[Known]]
    """Gathers what is kept: nothing of anybody else, and no name of who helped."""
    new_id: Callable[[], UUID]

    async def react_to_right_requested(self, event: Envelope[RightRequested]) -> None:
        """Answer with a receipt; each version asks others, so that their order is of no account."""
        async with self.store.begin() as work:
            if not await work.first_delivery(event) or self.service not in event.data.asked:
                return
            known = await self.known_of(work, event.data)
            answer = RightAnswered(
                right_id=event.data.right_id,
                service=self.service,
                receipt_id=self.new_id(),
                things=len(known.records),
                subjects=tuple(known.subjects),
                sealed=seal_records(event.data.answer_key, known.records),
            )
            activation = Activation(event.activationid, event.exercise)
            story = Story(event.correlationid, causation_id=event.id, activation=activation)
            await work.publish([story.say(f"right_answer/{answer.receipt_id}", 1, answer)])


def new_answer_key() -> tuple[str, str]:
    """Make a case's key: the private half as a box wants it, the public one as hex digits."""
    private, _ = new_keypair()
    return private, public_answer_key(private)


def public_answer_key(private: str) -> str:
    """Give the public half of a case's key."""
    return base64.b64decode(public_half(private)).hex()


def seal_records(answer_key: str, records: Sequence[Record]) -> str:
    """Close records so that only the case reads them."""
    public = base64.b64encode(bytes.fromhex(answer_key)).decode()
    said = [{"kind": each.kind, "facts": dict(each.facts)} for each in records]
    return seal_for(public, json.dumps(said).encode())


def open_records(private: str, sealed: str) -> Sequence[Record]:
    """Read them again; raises UnopenableBoxError."""
    said = json.loads(Opener([private]).open(sealed))
    return [Record(each["kind"], each["facts"]) for each in said]
