"""Ask what is known, show who one is by a code, and read the answer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.requests.ports import Draws
from services.intake.requests.rules.marks import marked_by
from services.intake.rights.model import (
    Asking,
    Outcome,
    Right,
    RightId,
    Said,
    Secret,
    State,
    Step,
    Tried,
)
from services.intake.rights.ports import RightWork
from services.intake.rights.rules import (
    ANSWERED_WITHIN,
    CODE_DIGITS,
    MOST_TRIES,
    at_box,
    code_of,
    digits_of,
    may_write,
    read_reach,
)
from services.intake.rights.use_cases.gather import GatherRights, code_hash
from shared.activation.current import Current
from shared.contracts.right_words import RightKind
from shared.contracts.words import Language
from shared.reach_points import ReachKind, ReachPoint
from shared.rights.answers import open_records
from shared.sealing.pseudonyms import PseudonymKeys, Pseudonyms
from shared.sealing.tokens import token_hash
from shared.work import Store


@dataclass(frozen=True, slots=True)
class AskRights:
    """Whoever asks learns nothing before they have typed what was written to them.

    A code proves one letter box, so only what is known by that box is told: a number that somebody
    typed beside it may be another's.
    """

    store: Store[RightWork]
    gathering: GatherRights
    keys: PseudonymKeys
    chance: Draws
    current: Current
    now: Callable[[], datetime]

    async def ask(self, typed: str, language: Language) -> str | None:
        """Open a page for this browser, and write to them if that is safe; None: unreadable."""
        reach = read_reach(typed)
        if reach is None:
            return None
        pseudonyms, token = await self.keys.pseudonyms(), self.chance.new_token()
        right = await self._new()
        asking = Asking(right, token_hash(token))
        async with self.store.begin() as work:
            to = await _box_of(work, reach, language, pseudonyms)
            if to is None:
                await work.rights.add(asking)
            else:
                await self._write(work, asking, to, pseudonyms)
        return token

    async def show(self, token: str) -> State | None:
        """Say how a case stands to whoever holds its link; None for none that is open."""
        async with self.store.begin() as work:
            right = await work.rights.by_token(token_hash(token))
        return right.state if right else None

    async def give_code(self, token: str, typed: str) -> Outcome | Sequence[Said]:
        """Begin to gather, or give the answer, for the right code; each try is counted."""
        pseudonyms = await self.keys.pseudonyms()
        async with self.store.begin() as work:
            tried = await work.rights.try_code(token_hash(token), MOST_TRIES)
            if tried is None:
                return Outcome.OVER
            if tried.code_hash != code_hash(pseudonyms, tried.right.id, digits_of(typed)):
                return Outcome.WRONG
            return await self._go_on(work, tried, pseudonyms)

    async def _go_on(
        self, work: RightWork, tried: Tried, pseudonyms: Pseudonyms
    ) -> Outcome | Sequence[Said]:
        right = tried.right
        if right.state is State.ASKED:
            await self.gathering.begin(work, right, pseudonyms)
            return Outcome.PROVEN
        if right.state is State.READY:
            await work.rights.note_opened(right.id)
            await work.rights.note(right.id, Step.OPENED)
        return await _answer(work, right)

    async def _new(self) -> Right:
        activation = await self.current.activation()
        due = self.now() + ANSWERED_WITHIN
        identity = RightId(self.chance.new_id())
        return Right(identity, RightKind.ACCESS, State.ASKED, 0, activation, due)

    async def _write(
        self, work: RightWork, asking: Asking, to: ReachPoint, pseudonyms: Pseudonyms
    ) -> None:
        mark = pseudonyms.of(*marked_by(to.kind, to.address))
        if not may_write(await work.rights.lately(mark)):
            await work.rights.add(asking)
            return
        code = code_of(self.chance.below(10**CODE_DIGITS))
        hashed = code_hash(pseudonyms, asking.right.id, digits_of(code))
        known = replace(asking, mark=mark, code_hash=hashed, secret=Secret(to))
        await work.rights.add(known)
        await work.publish([self.gathering.letters.code(asking.right, to, code)])


async def _answer(work: RightWork, right: Right) -> Sequence[Said]:
    secret = await work.rights.secret(right.id)
    return [
        Said(receipt.service, record.kind, tuple(record.facts.items()))
        for receipt in await work.rights.receipts(right.id)
        for record in open_records(secret.answer_key, receipt.answer)
    ]


async def _box_of(
    work: RightWork, reach: tuple[ReachKind, str], language: Language, pseudonyms: Pseudonyms
) -> ReachPoint | None:
    """Give where they can be written to safely: at what they typed, or beside their number."""
    kind, address = reach
    box: ReachPoint | None = ReachPoint(kind, address, language)
    if kind is ReachKind.PHONE:
        box = await _beside_number(work, address, pseudonyms)
    if box is None:
        return None
    for request_id in await work.rights.requests_at(
        pseudonyms.of(*marked_by(box.kind, box.address))
    ):
        known = at_box(await work.requests.reach_points(request_id), box)
        if known is not None and not known.may_write:
            return None
    return replace(box, language=language)


async def _beside_number(work: RightWork, number: str, pseudonyms: Pseudonyms) -> ReachPoint | None:
    for request_id in await work.rights.requests_at(
        pseudonyms.of(*marked_by(ReachKind.PHONE, number))
    ):
        points = await work.requests.reach_points(request_id)
        whose = {point.whose for point in points if point.address == number}
        for point in points:
            if point.kind == ReachKind.EMAIL and point.whose in whose:
                return point
    return None
