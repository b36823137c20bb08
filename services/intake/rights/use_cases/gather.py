"""Ask each service what it knows, take in what it answers, and say when all have."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.requests.model import RequestId
from services.intake.requests.ports import Draws
from services.intake.requests.rules.marks import marked_by
from services.intake.rights.letters import RightLetters
from services.intake.rights.model import Given, Receipt, Right, RightId, Secret, State, Step
from services.intake.rights.ports import RightWork
from services.intake.rights.rules import (
    CODE_DIGITS,
    FOR_THEMSELVES,
    at_box,
    code_of,
    digits_of,
    record_of,
    with_beside,
)
from shared.clock import local_day
from shared.contracts.envelope import Envelope
from shared.contracts.right_words import RightService
from shared.contracts.rights import RightAnswered, RightRequested
from shared.messaging.errors import PermanentError
from shared.messaging.outbox import Story
from shared.reach_points import ReachPoint, Whose
from shared.rights import Record
from shared.rights.answers import new_answer_key, public_answer_key, seal_records
from shared.same_person import SamePerson
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.sealing.tokens import token_hash
from shared.work import Store


class ForeignAnswerError(PermanentError):
    """A service answered in the name of another."""


@dataclass(frozen=True, slots=True)
class GatherRights:
    """Matching is asked first, for only it knows who somebody is as a volunteer; then notify.

    Answers come in any order and more than once: the first of each service stays.
    """

    store: Store[RightWork]
    letters: RightLetters
    keys: PseudonymKeys
    same_person: SamePerson
    chance: Draws

    async def begin(self, work: RightWork, right: Right, pseudonyms: Pseudonyms) -> None:
        """Keep what intake itself knows, and ask matching."""
        to = (await work.rights.secret(right.id)).to
        private, public = new_answer_key()
        await work.rights.gather(right.id, Secret(to, private))
        await work.rights.note(right.id, Step.PROVEN)
        records = [record for _, record in await _own(work, to, pseudonyms)]
        answer = seal_records(public, records)
        own = Receipt(RightService.INTAKE, self.chance.new_id(), len(records), answer)
        await work.rights.keep_receipt(right.id, own)
        marks = self.same_person.marks(right.id, [to])
        asked = _command(right, RightService.MATCHING, public)
        await _ask(work, right, asked.model_copy(update={"marks": marks}))

    async def react_to_right_answered(self, event: Envelope[RightAnswered]) -> None:
        """Keep a receipt, ask who is to be asked next, and write when nobody is left."""
        if event.source != f"porukalla/{event.data.service}":
            raise ForeignAnswerError
        pseudonyms = await self.keys.pseudonyms()
        async with self.store.begin() as work:
            if not await work.first_delivery(event):
                return
            right = await work.rights.lock(RightId(event.data.right_id))
            if right is None or right.state is not State.GATHERING:
                return
            known = {each.service for each in await work.rights.receipts(right.id)}
            if event.data.service in known:
                return
            await self._take(work, right, event, pseudonyms)
            if {*RightService} <= {*known, event.data.service}:
                await self._finish(work, right, pseudonyms)

    async def _take(
        self,
        work: RightWork,
        right: Right,
        event: Envelope[RightAnswered],
        pseudonyms: Pseudonyms,
    ) -> None:
        said = event.data
        receipt = Receipt(RightService(said.service), said.receipt_id, said.things, said.sealed)
        await work.rights.keep_receipt(right.id, receipt)
        if said.service is RightService.MATCHING:
            secret = await work.rights.secret(right.id)
            told = await _own(work, secret.to, pseudonyms)
            own = [request for request, record in told if record.kind == FOR_THEMSELVES]
            public = public_answer_key(secret.answer_key)
            subjects = (*own, *said.subjects)
            asked = _command(right, RightService.NOTIFY, public)
            await _ask(work, right, asked.model_copy(update={"subjects": subjects}))

    async def _finish(self, work: RightWork, right: Right, pseudonyms: Pseudonyms) -> None:
        to, token = (await work.rights.secret(right.id)).to, self.chance.new_token()
        code = code_of(self.chance.below(10**CODE_DIGITS))
        hashed = code_hash(pseudonyms, right.id, digits_of(code))
        await work.rights.make_ready(right.id, token_hash(token), hashed)
        await work.rights.note(right.id, Step.READY)
        await work.publish([self.letters.ready(right, to, token, code)])


def code_hash(pseudonyms: Pseudonyms, right_id: RightId, digits: str) -> str:
    """Give what is stored of a code: of one case, and under the installation's key."""
    return pseudonyms.of("right code", str(right_id), digits)


def _command(right: Right, service: RightService, public: str) -> RightRequested:
    return RightRequested(right_id=right.id, kind=right.kind, asked=(service,), answer_key=public)


async def _ask(work: RightWork, right: Right, asked: RightRequested) -> None:
    version, story = right.version + 1, Story(right.id, activation=right.activation)
    await work.publish([story.say(f"right/{right.id}", version, asked)])
    await work.rights.say(right.id, version)


async def _own(
    work: RightWork, to: ReachPoint, pseudonyms: Pseudonyms
) -> Sequence[tuple[RequestId, Record]]:
    """Tell what they gave with each request; only the helped person hears of the rest of it."""
    told: list[tuple[RequestId, Record]] = []
    mark = pseudonyms.of(*marked_by(to.kind, to.address))
    for request_id in sorted(await work.rights.requests_at(mark)):
        request = await work.requests.lock(request_id)
        points = await work.requests.reach_points(request_id)
        found = at_box(points, to)
        if request is None or found is None:
            continue
        given = Given(
            request,
            await work.requests.contact(request_id),
            points,
            await work.requests.circumstances(request_id),
            local_day(request.created_at),
        )
        record = record_of(given, found.whose)
        if found.whose is Whose.HELPED:
            record = with_beside(record, await work.rights.beside(request_id))
        told.append((request_id, record))
    return told
