"""What is read out to whoever called: reference, code word, by when they hear, and who has it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from services.intake.calls.model.call import Call, CallId
from services.intake.calls.ports import ToldWork
from services.intake.calls.rules.drafts import may_read_out
from services.intake.calls.use_cases.finish import key_of
from services.intake.requests.model import Promise
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Answer
from services.intake.submissions.rules.keys import key_hash
from services.intake.supply.model import Expected
from services.intake.supply.use_cases import TellSupply
from shared.contracts.event import known
from shared.contracts.words import Language
from shared.sealing.pseudonyms import PseudonymKeys
from shared.work import Store


@dataclass(frozen=True, slots=True)
class Told:
    """A call with its request, for whoever took it."""

    call: Call
    reference: str = ""
    """Empty of a call without a request, or one that was too long ago."""
    answer: Answer | None = None
    """Of a request that came of this call."""
    heard_by: datetime | None = None
    """By when they hear from us of the one that was there before."""
    code_word: str = field(default="", repr=False)
    language: Language = Language.FINNISH
    """In which the caller is told."""
    on_duty: Sequence[str] = ()
    """Who is on duty, and has what is urgent."""
    expected: Expected | None = None
    """What they can expect, while they did not ask yet."""


@dataclass(frozen=True, slots=True)
class TellCalls:
    """For an hour, and to nobody else of the staff: a code word is a key to somebody's door."""

    store: Store[ToldWork]
    keys: PseudonymKeys
    now: Callable[[], datetime]
    supply: TellSupply

    async def tell(self, call_id: CallId, by: StaffId) -> Told | None:
        """Give what is read out; None for a call that nobody knows."""
        pseudonyms = await self.keys.pseudonyms()
        async with self.store.begin() as work:
            call = await work.calls.read(call_id)
            if call is None:
                return None
            on_duty = [one.name for one in await work.duties.on_call() if one.is_on]
            if not call.request_id or not may_read_out(call, by, self.now()):
                spoken = known(Language, call.fields.get("language")) or Language.FINNISH
                expected = await self.supply.expected(work, call.fields, spoken.spoken)
                return Told(call, language=spoken, on_duty=on_duty, expected=expected)
            request = await work.requests.lock(call.request_id)
            stored = await work.submissions.stored_answer(key_hash(key_of(call_id), pseudonyms.of))
            answer = stored.answer if stored else None
            word = await work.requests.code_word(call.request_id) if answer else ""
            promise = await work.requests.promise(call.request_id)
        if request is None:
            return Told(call, answer=answer, code_word=word, on_duty=on_duty)
        heard_by = None if request.is_held else still_to_come(promise, self.now())
        return Told(call, request.reference, answer, heard_by, word, request.language, on_duty)


def still_to_come(promise: Promise | None, now: datetime) -> datetime | None:
    """Give by when they hear from us; None where nothing is promised, or that moment has passed."""
    return promise.heard_by if promise is not None and promise.heard_by > now else None
