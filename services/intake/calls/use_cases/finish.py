"""Take a request in by phone, add to an earlier one, hand danger over, end the call."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from services.intake.acts.model import Press, Reason
from services.intake.acts.use_cases.link import LinkRequests
from services.intake.attention.model import AttentionReason
from services.intake.calls.events import channel_of
from services.intake.calls.model.call import Again, Call, CallId, Ending, Kept, Step
from services.intake.calls.model.triage import Judged, Route
from services.intake.calls.ports import FinishWork, KeepsTriage
from services.intake.calls.rules.asked import (
    asked_fields,
    asked_plea,
    by_channel,
    plea_in_danger,
    record_of,
)
from services.intake.calls.rules.drafts import kept_of
from services.intake.calls.rules.triage import is_more_urgent, judge, questions_for
from services.intake.calls.use_cases.agree import AgreeOnCallBacks
from services.intake.calls.use_cases.end import end_call
from services.intake.calls.use_cases.hold import (
    Problems,
    Stopped,
    Typed,
    Wrong,
    fields_of,
    held,
    keep_held,
    keep_typed,
)
from services.intake.corrections.model import Outcome
from services.intake.corrections.use_cases import CorrectRequests
from services.intake.danger.model import Way
from services.intake.lookups.use_cases import LookUp, Refused
from services.intake.request_form.use_cases.same_helper import helped_before
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from services.intake.submissions.model import Plea
from services.intake.submissions.rules.door import shut_to
from services.intake.submissions.rules.needs import chosen_in
from services.intake.submissions.use_cases.hand_in import hand_in
from services.intake.submissions.use_cases.take_in import Belonging, TakeInRequests
from shared.contracts.call_words import CallOutcome
from shared.contracts.words import Urgency
from shared.fields.problem import Problem
from shared.work import Store


def key_of(call_id: CallId) -> str:
    """Give the idempotency key of the request that a call leads to."""
    return f"call/{call_id}"


@dataclass(frozen=True, slots=True)
class _Now:
    """A call that is held, what is on its screen, and what follows from the answers."""

    call: Call
    sent: Typed
    by: StaffId
    judged: Judged
    record: str
    to: Belonging
    found: UUID | Problem | None = None
    """The earlier request that was named, or why there is none."""
    again: Again | Problems | None = None
    """When they are rung again, or what is wrong with what was agreed."""

    @property
    def typed(self) -> Mapping[str, str]:
        """Give what is in the fields."""
        return self.sent.fields


@dataclass(frozen=True, slots=True)
class FinishCalls:
    """Whatever is pressed, what was typed is kept first: pressing twice is pressing once."""

    store: Store[FinishWork]
    submissions: TakeInRequests
    corrections: CorrectRequests
    look_up: LookUp
    triage: KeepsTriage
    home: str
    """The code of the network's own municipality."""
    call_backs: AgreeOnCallBacks
    linking: LinkRequests

    def judge(self, typed: Mapping[str, str]) -> Judged:
        """Say what the answers so far make of it."""
        chosen = typed.get("urgency", "")
        questions = questions_for(self.triage.current(), chosen_in(asked_fields(typed)))
        return judge(questions, typed, Urgency(chosen) if chosen in {*Urgency} else None)

    async def keep(self, call_id: CallId, by: StaffId, typed: Typed) -> Stopped | Wrong | None:
        """Keep what is typed; an answer that tells of danger hands the call over at once."""
        if self.judge(typed.fields).danger:
            return await self.escalate(call_id, by, typed, Way.CALL_ME)
        async with self.store.begin() as work:
            now = await keep_typed(work, call_id, by, typed)
        return now if isinstance(now, Stopped) else None

    async def escalate(
        self, call_id: CallId, by: StaffId, typed: Typed, way: Way
    ) -> Stopped | Wrong | None:
        """Give somebody in danger to those on duty at once; the call goes on."""
        to = await self.submissions.belonging()
        async with self.store.begin() as work:
            call = await keep_typed(work, call_id, by, typed)
            if isinstance(call, Stopped) or call.request_id:
                return call if isinstance(call, Stopped) else None
            if not await self._hand_over(work, call, typed, way, to):
                return Wrong((Problem("phone", "missing"),), call.version)
        return None

    async def _hand_over(
        self, work: FinishWork, call: Call, typed: Typed, way: Way, to: Belonging
    ) -> bool:
        """Take in whoever is in danger; False where nobody could ring them, so nothing is done."""
        plea = plea_in_danger(way, typed.fields, self.submissions.municipality_of, self.home)
        if plea is None:
            return False
        request_id = await self._take_in(work, call.id, plea, to)
        await work.calls.keep(call.id, Kept(kept_of(typed.fields), request_id=request_id))
        return True

    async def end_with(
        self, call_id: CallId, by: StaffId, typed: Typed, outcome: CallOutcome | None
    ) -> Stopped | Wrong | None:
        """End it as was chosen; without a choice the call goes on."""
        if outcome is not None and outcome is not CallOutcome.UNFINISHED:
            return await self.finish(call_id, by, typed, outcome)
        async with self.store.begin() as work:
            call = await keep_typed(work, call_id, by, typed)
        if isinstance(call, Stopped):
            return call
        return Wrong((Problem("outcome", "missing"),), call.version)

    async def finish(
        self, call_id: CallId, by: StaffId, typed: Typed, outcome: CallOutcome
    ) -> Stopped | Wrong | None:
        """End the call with an outcome, and do what follows, in one transaction; None: done.

        An answer that tells of danger hands over instead, once: then the call goes on.
        """
        judged = self.judge(typed.fields)
        if judged.danger and outcome is CallOutcome.NEW_REQUEST:
            return await self.escalate(call_id, by, typed, Way.CALL_ME)
        found = await self._found(typed, by) if outcome is CallOutcome.ADDED else None
        again = self.call_backs.read(outcome, typed.fields)
        to = await self.submissions.belonging()
        async with self.store.begin() as work:
            call = await held(work, call_id, by, typed)
            if isinstance(call, Stopped):
                return call
            if judged.danger and not call.request_id:
                call = await keep_held(work, call, typed)
                if await self._hand_over(work, call, typed, Way.CALL_ME, to):
                    return None
            call = replace(call, fields=fields_of(call, typed))
            record = record_of(typed.fields, self.triage.current().version, judged)
            now = _Now(call, typed, by, judged, record, to, found, again)
            return await self._end(work, now, outcome)

    async def _end(self, work: FinishWork, now: _Now, outcome: CallOutcome) -> Wrong | None:
        ending: Ending | Problems
        if isinstance(now.found, Problem):
            ending = (now.found,)
        elif isinstance(now.again, tuple):
            ending = now.again
        else:
            ending = await self._ending(work, now, outcome)
        if not isinstance(ending, Ending):
            call = await keep_held(work, now.call, now.sent)
            return Wrong(ending, call.version)
        again = now.again if isinstance(now.again, Again) else None
        # what was typed is not sealed first: its key would be erased by this transaction
        await end_call(work, now.call, replace(ending, again=again, notice=now.sent.notice))
        await work.calls.note(now.call.id, now.by, Step.ENDED)
        return None

    async def _found(self, typed: Typed, by: StaffId) -> RequestId | Problem:
        """Find the request of a card, or the one that was named by a search, which is on record."""
        if typed.attach is not None:
            return RequestId(typed.attach)
        found = await self.look_up.find_person(typed.fields.get("reference", ""), by)
        if isinstance(found, Refused):
            return Problem("reference", found.value)
        if len(found) != 1:
            return Problem("reference", Refused.UNKNOWN.value)
        return found[0].request.id

    async def _ending(self, work: FinishWork, now: _Now, outcome: CallOutcome) -> Ending | Problems:
        """Do what an outcome means, and say how the call ends."""
        known = now.found if isinstance(now.found, UUID) else now.call.request_id
        if known:
            request_id = RequestId(known)
            problems = await self._add(work, request_id, now)
            return problems or Ending(outcome, request_id, record=now.record)
        if outcome is not CallOutcome.NEW_REQUEST:
            return Ending(outcome, record=now.record)
        return await self._new(work, now)

    async def _new(self, work: FinishWork, now: _Now) -> Ending | Problems:
        plea = asked_plea(now.typed, now.judged, self.submissions.read_plea)
        if not isinstance(plea, Plea):
            return plea
        other = now.sent.link
        if other and not await self.linking.holds(work, other, now.to.activation):
            return (Problem("reference", "not_open"),)
        before = await helped_before(work, now.call.fields, now.to.pseudonyms)
        plea = replace(by_channel(plea, channel_of(now.call.direction)), again_of=before)
        if now.to.standing and shut_to(plea, now.to.standing):
            return (Problem("outcome", "shut"),)
        request_id = await self._take_in(work, now.call.id, plea, now.to)
        if other:
            press = Press(request_id, now.by, Reason.SAME_PERSON, "")
            known = now.to.pseudonyms if now.sent.is_raised else None
            await self.linking.link_held(work, press, RequestId(other), known)
        if now.judged.route is not Route.VOLUNTEER:
            await work.attention.call_person(request_id, AttentionReason.TRIAGE)
        return Ending(CallOutcome.NEW_REQUEST, request_id, plea, now.record)

    async def _take_in(
        self, work: FinishWork, call_id: CallId, plea: Plea, to: Belonging
    ) -> RequestId:
        request_id, _ = await hand_in(self.submissions, work, plea, key_of(call_id), to)
        return request_id

    async def _add(self, work: FinishWork, request_id: RequestId, now: _Now) -> Problems:
        """Add words to a request from before; it may become more urgent, never less."""
        request = await work.requests.lock(request_id)
        if request is None or request.closure is not None:
            return (Problem("reference", "over"),) if now.found else ()
        wished = now.judged.urgency or ""
        is_sooner = bool(now.found) and is_more_urgent(wished, request.urgency)
        typed = {
            "text": now.typed.get("text", ""),
            "urgency": wished if is_sooner else "",
            "may_be_referred": now.typed.get("may_be_referred", "") if now.found else "",
        }
        corrected = await self.corrections.correct_held(
            work, request, typed, now.to.pseudonyms, channel_of(now.call.direction)
        )
        return () if isinstance(corrected, Outcome) else corrected
