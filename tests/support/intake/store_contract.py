"""What every store of intake must do; inherited by the fake (unit) and the real (integration)."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest

from services.intake.board.ports import BoardReader
from services.intake.contact_access.model import ContactLink
from services.intake.request_form.model import Draft
from services.intake.request_form.use_cases import SweepDrafts
from services.intake.requests.model import (
    Assignment,
    Closure,
    MatchId,
    Proposal,
    ProposalState,
    RequestId,
    State,
    Unmatched,
    VolunteerId,
)
from services.intake.staff.model import Session, StaffId
from services.intake.submissions.events import created
from services.intake.submissions.model import NewRequest
from services.intake.submissions.ports import KeyTakenError, Reception, ReferenceTakenError
from services.intake.submissions.use_cases import SweepAnswers
from services.intake.work import Work
from shared.contracts.intake import StaffSessionClosed
from shared.contracts.words import StaffRole, UnmatchedReason
from shared.messaging.outbox import Announcement
from shared.sealing.tokens import token_hash
from shared.work import Store
from tests.support.intake.building import (
    FIELDS,
    MatchStory,
    answer,
    draft_id,
    new_request,
    proposal,
    submission,
    taken_in,
)

DAY = timedelta(hours=24)
BROWSER, OTHER_BROWSER = token_hash("browser"), token_hash("other browser")
LINK = token_hash("access-token")
REFUSED = (AssertionError, asyncpg.UniqueViolationError)
"""How a store says that this must never happen."""


class Ground(ABC):
    """A store with the levers a test needs."""

    store: Store[Work]
    reception: Reception
    board: BoardReader

    @abstractmethod
    async def now(self) -> datetime:
        """Read the store's clock."""

    @abstractmethod
    async def pass_time(self, time: timedelta) -> None:
        """Make everything in the store this much older."""

    @abstractmethod
    async def add_staff(self, name: str, role: StaffRole = StaffRole.COORDINATOR) -> StaffId:
        """Add someone who may sign in."""

    @abstractmethod
    async def views(self) -> int:
        """Count the audit rows."""

    async def add_request(self, link: str = "status-token") -> NewRequest:
        """Keep a request."""
        new = new_request(link)
        await self.reception.take_in(taken_in(new))
        return new

    async def add_assignment(self, new: NewRequest) -> tuple[ContactLink, Assignment]:
        """Keep a request's assignment with its one-time link."""
        assignment = Assignment(MatchId(uuid4()), "koivu")
        link = ContactLink(assignment.match_id, new.id, VolunteerId(uuid4()))
        expires_at = await self.now() + DAY
        async with self.store.begin() as work:
            await work.requests.open_assignment(new.id, assignment, link.volunteer_id)
            await work.contacts.keep_link(link, LINK, expires_at)
        return link, assignment

    async def link(self, browser: str = BROWSER) -> ContactLink:
        """Read the one-time link as a browser sees it."""
        async with self.store.begin() as work:
            found = await work.contacts.link(LINK, browser)
        assert found is not None
        return found


class StoreContract:
    """The behaviours; a subclass gives the `ground` fixture."""

    async def test_an_event_is_first_once(self, ground: Ground) -> None:
        event = MatchStory(uuid4()).proposed()

        async with ground.store.begin() as work:
            first = await work.first_delivery(event)
        async with ground.store.begin() as work:
            second = await work.first_delivery(event)

        assert (first, second) == (True, False)

    async def test_an_error_rolls_everything_back(self, ground: Ground) -> None:
        new = await ground.add_request()

        async def fail_after_saving() -> None:
            async with ground.store.begin() as work:
                await work.requests.save_standing(new.id, 2, State.OPEN, None)
                await work.requests.add_link(new.id, token_hash("another"))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await fail_after_saving()

        async with ground.store.begin() as work:
            found = await work.requests.lock(new.id)
            assert found is not None
            assert (found.version, found.state) == (1, State.RECEIVED)
            assert await work.requests.by_link(token_hash("another")) is None

    async def test_a_request_whose_event_was_said_before_is_not_kept(self, ground: Ground) -> None:
        first, second = new_request("one"), new_request("two")
        await ground.reception.take_in(taken_in(first))

        with pytest.raises(REFUSED):
            await ground.reception.take_in(
                replace(taken_in(second, "key"), announcements=[created(first)])
            )

        async with ground.store.begin() as work:
            assert await work.requests.lock(second.id) is None
            assert await work.requests.by_link(second.status_hash) is None
            assert await work.submissions.stored_answer(submission("key").key_hash) is None

    async def test_a_kept_request_reads_back_as_received(self, ground: Ground) -> None:
        new = await ground.add_request()

        async with ground.store.begin() as work:
            locked = await work.requests.lock(new.id)
            linked = await work.requests.by_link(new.status_hash)
            contact = await work.requests.contact(new.id)

        assert locked is not None
        assert locked == linked
        assert (locked.reference, locked.version) == (new.reference, 1)
        assert (locked.state, locked.closure) == (State.RECEIVED, None)
        assert (locked.municipality, locked.language) == ("491", new.plea.language)
        assert contact == new.plea.contact

    async def test_an_unknown_link_finds_nothing(self, ground: Ground) -> None:
        await ground.add_request()

        async with ground.store.begin() as work:
            assert await work.requests.by_link(token_hash("another")) is None
            assert await work.requests.lock(RequestId(uuid4())) is None

    async def test_a_key_is_taken_once(self, ground: Ground) -> None:
        first, second = new_request("one"), new_request("two")
        await ground.reception.take_in(taken_in(first, "key"))

        with pytest.raises(KeyTakenError):
            await ground.reception.take_in(taken_in(second, "key"))

        async with ground.store.begin() as work:
            assert await work.requests.lock(second.id) is None
            stored = await work.submissions.stored_answer(submission("key").key_hash)
        assert stored is not None
        assert stored.answer == answer(first)
        assert stored.fingerprint == submission("key").fingerprint

    async def test_many_with_one_key_at_once_make_one_request(self, ground: Ground) -> None:
        async def take_in(number: int) -> bool:
            new = new_request(f"link-{number}")
            try:
                await ground.reception.take_in(taken_in(new, "key"))
            except KeyTakenError:
                return False
            return True

        taken = await asyncio.gather(*(take_in(number) for number in range(8)))

        assert sum(taken) == 1
        assert sum((await ground.board.counts()).values()) == 1

    async def test_an_answer_is_gone_after_a_day_and_its_key_is_not(self, ground: Ground) -> None:
        new = new_request()
        await ground.reception.take_in(taken_in(new, "key"))

        await ground.pass_time(DAY)

        async with ground.store.begin() as work:
            stored = await work.submissions.stored_answer(submission("key").key_hash)
        assert stored is not None
        assert stored.answer is None

    async def test_an_old_answer_is_removed_once(self, ground: Ground) -> None:
        await ground.reception.take_in(taken_in(new_request(), "key"))
        early = await SweepAnswers(ground.store).forget_old_answers()

        await ground.pass_time(DAY)

        removed = [await SweepAnswers(ground.store).forget_old_answers() for _ in range(2)]
        assert (early, removed) == (0, [1, 0])

    async def test_a_reference_is_given_once(self, ground: Ground) -> None:
        first, second = new_request("one", number=7), new_request("two", number=7)
        await ground.reception.take_in(taken_in(first))

        with pytest.raises(ReferenceTakenError):
            await ground.reception.take_in(taken_in(second))

    async def test_every_status_link_opens_the_request(self, ground: Ground) -> None:
        new = await ground.add_request()

        async with ground.store.begin() as work:
            await work.requests.add_link(new.id, token_hash("from a letter"))

        async with ground.store.begin() as work:
            for link in ("status-token", "from a letter"):
                found = await work.requests.by_link(token_hash(link))
                assert found is not None
                assert found.id == new.id

    async def test_standing_is_saved(self, ground: Ground) -> None:
        new = await ground.add_request()

        async with ground.store.begin() as work:
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.CANCELLED)

        async with ground.store.begin() as work:
            request = await work.requests.lock(new.id)
        assert request is not None
        assert (request.version, request.state) == (3, State.CLOSED)
        assert request.closure is Closure.CANCELLED

    async def test_the_newest_of_each_match_is_kept(self, ground: Ground) -> None:
        new = await ground.add_request()
        one = proposal(ProposalState.DECLINED, version=2, attempt=None)
        older = Proposal(one.match_id, one.volunteer_id, 1, ProposalState.OPEN, 1)
        filled = Proposal(one.match_id, one.volunteer_id, 2, ProposalState.DECLINED, 1)

        for item in (one, older, filled, proposal(attempt=2)):
            async with ground.store.begin() as work:
                await work.requests.keep_proposal(new.id, item)

        async with ground.store.begin() as work:
            progress = await work.requests.progress(new.id)
        assert progress.proposals[one.match_id] == filled
        assert len(progress.proposals) == 2
        assert progress.unmatched is None

    async def test_the_newest_notice_is_kept(self, ground: Ground) -> None:
        new = await ground.add_request()
        newer = Unmatched(2, UnmatchedReason.EVERYONE_ASKED, 5, 2, 1, 1)
        older = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 0)

        for notice in (newer, older):
            async with ground.store.begin() as work:
                await work.requests.keep_unmatched(new.id, notice)

        async with ground.store.begin() as work:
            assert (await work.requests.progress(new.id)).unmatched == newer

    async def test_an_assignment_is_open_until_it_is_closed(self, ground: Ground) -> None:
        new = await ground.add_request()
        _, assignment = await ground.add_assignment(new)

        async with ground.store.begin() as work:
            before = await work.requests.assignment(new.id)
            await work.requests.close_assignment(new.id)
        async with ground.store.begin() as work:
            after = await work.requests.assignment(new.id)

        assert (before, after) == (assignment, None)

    async def test_a_second_open_assignment_is_refused(self, ground: Ground) -> None:
        new = await ground.add_request()
        await ground.add_assignment(new)

        other = Assignment(MatchId(uuid4()), "järvi")

        with pytest.raises(REFUSED):
            async with ground.store.begin() as work:
                await work.requests.open_assignment(new.id, other, VolunteerId(uuid4()))

    async def test_the_next_helper_gets_an_assignment_after_the_first(self, ground: Ground) -> None:
        new = await ground.add_request()
        await ground.add_assignment(new)
        other = Assignment(MatchId(uuid4()), "järvi")

        async with ground.store.begin() as work:
            await work.requests.close_assignment(new.id)
            await work.requests.open_assignment(new.id, other, VolunteerId(uuid4()))

        async with ground.store.begin() as work:
            assert await work.requests.assignment(new.id) == other

    async def test_a_fresh_link_is_assigned_and_bound_to_nobody(self, ground: Ground) -> None:
        expected, _ = await ground.add_assignment(await ground.add_request())

        link = await ground.link()

        assert (link.match_id, link.request_id) == (expected.match_id, expected.request_id)
        assert link.assigned
        assert not any((link.used, link.expired, link.over, link.bound))

    async def test_a_link_may_come_before_its_assignment(self, ground: Ground) -> None:
        new, expires_at = await ground.add_request(), await ground.now() + DAY
        early = ContactLink(MatchId(uuid4()), new.id, VolunteerId(uuid4()))

        async with ground.store.begin() as work:
            await work.contacts.keep_link(early, LINK, expires_at)

        assert not (await ground.link()).assigned

    async def test_a_used_link_is_bound_to_one_browser(self, ground: Ground) -> None:
        await ground.add_assignment(await ground.add_request())

        async with ground.store.begin() as work:
            first = await work.contacts.use_link(LINK, BROWSER)
            second = await work.contacts.use_link(LINK, OTHER_BROWSER)

        assert (first, second) == (True, False)
        mine, theirs = await ground.link(), await ground.link(OTHER_BROWSER)
        assert (mine.used, mine.bound) == (True, True)
        assert (theirs.used, theirs.bound) == (True, False)

    async def test_of_fifty_browsers_one_wins(self, ground: Ground) -> None:
        await ground.add_assignment(await ground.add_request())

        async def use(number: int) -> bool:
            async with ground.store.begin() as work:
                return await work.contacts.use_link(LINK, token_hash(f"browser {number}"))

        assert sum(await asyncio.gather(*(use(number) for number in range(50)))) == 1

    async def test_an_expired_link_cannot_be_used(self, ground: Ground) -> None:
        await ground.add_assignment(await ground.add_request())

        await ground.pass_time(DAY)

        assert (await ground.link()).expired
        async with ground.store.begin() as work:
            assert not await work.contacts.use_link(LINK, BROWSER)

    async def test_a_link_is_over_with_its_request(self, ground: Ground) -> None:
        new = await ground.add_request()
        await ground.add_assignment(new)

        async with ground.store.begin() as work:
            await work.requests.save_standing(new.id, 3, State.CLOSED, Closure.COMPLETED)

        assert (await ground.link()).over

    async def test_a_link_is_over_with_its_match(self, ground: Ground) -> None:
        new = await ground.add_request()
        link, _ = await ground.add_assignment(new)
        gone = Proposal(link.match_id, link.volunteer_id, 4, ProposalState.WITHDRAWN)

        async with ground.store.begin() as work:
            await work.requests.close_assignment(new.id)
            await work.requests.keep_proposal(new.id, gone)

        assert (await ground.link()).over

    async def test_a_new_link_of_the_same_match_knows_the_browser(self, ground: Ground) -> None:
        link, _ = await ground.add_assignment(await ground.add_request())
        expires_at, other = await ground.now() + DAY, token_hash("another link")

        async with ground.store.begin() as work:
            await work.contacts.use_link(LINK, BROWSER)
            await work.contacts.keep_link(link, other, expires_at)

        async with ground.store.begin() as work:
            mine = await work.contacts.link(other, BROWSER)
            theirs = await work.contacts.link(other, OTHER_BROWSER)
        assert mine is not None
        assert theirs is not None
        assert (mine.bound, mine.used) == (True, False)
        assert (theirs.bound, theirs.used) == (False, False)

    async def test_an_unknown_contact_link_is_nothing(self, ground: Ground) -> None:
        async with ground.store.begin() as work:
            assert await work.contacts.link(LINK, BROWSER) is None

    async def test_each_view_is_noted(self, ground: Ground) -> None:
        link, _ = await ground.add_assignment(await ground.add_request())

        for _ in range(2):
            async with ground.store.begin() as work:
                await work.contacts.note_view(link)

        assert await ground.views() == 2

    async def test_a_draft_keeps_its_answers(self, ground: Ground) -> None:
        identity, token = draft_id(), token_hash("draft")
        async with ground.store.begin() as work:
            await work.drafts.start(identity, token, DAY)
            empty = await work.drafts.read(token)

        async with ground.store.begin() as work:
            await work.drafts.save(Draft(identity, FIELDS))

        async with ground.store.begin() as work:
            assert await work.drafts.read(token) == Draft(identity, FIELDS)
        assert empty == Draft(identity, {})

    async def test_of_a_sent_draft_only_the_answer_is_kept(self, ground: Ground) -> None:
        identity, token, told = draft_id(), token_hash("draft"), answer(new_request())
        async with ground.store.begin() as work:
            await work.drafts.start(identity, token, DAY)
            await work.drafts.save(Draft(identity, FIELDS))

        async with ground.store.begin() as work:
            await work.drafts.save(Draft(identity, FIELDS, told))

        async with ground.store.begin() as work:
            assert await work.drafts.read(token) == Draft(identity, {}, told)

    async def test_a_draft_expires_and_is_swept(self, ground: Ground) -> None:
        token = token_hash("draft")
        async with ground.store.begin() as work:
            await work.drafts.start(draft_id(), token, DAY)

        await ground.pass_time(DAY)

        async with ground.store.begin() as work:
            assert await work.drafts.read(token) is None
        assert await SweepDrafts(ground.store).remove_expired_drafts() == 1
        assert await SweepDrafts(ground.store).remove_expired_drafts() == 0

    async def test_staff_are_found_by_name(self, ground: Ground) -> None:
        identity = await ground.add_staff("Kaisa", StaffRole.ADMIN)

        async with ground.store.begin() as work:
            found, missing = await work.staff.find(" kaisa "), await work.staff.find("nobody")

        assert found is not None
        assert (found.id, found.role) == (identity, StaffRole.ADMIN)
        assert missing is None

    async def test_tries_are_counted_and_their_wait_runs_out(self, ground: Ground) -> None:
        bucket, minute = token_hash("kaisa"), timedelta(minutes=1)
        async with ground.store.begin() as work:
            none = await work.staff.tries(bucket)
            await work.staff.save_tries(bucket, 6, minute)

        async with ground.store.begin() as work:
            some = await work.staff.tries(bucket)
        await ground.pass_time(minute)
        async with ground.store.begin() as work:
            later = await work.staff.tries(bucket)
            await work.staff.clear_tries(bucket)
        async with ground.store.begin() as work:
            cleared = await work.staff.tries(bucket)

        assert (none.failures, none.wait) == (0, timedelta())
        assert some.failures == 6
        assert timedelta(seconds=50) < some.wait <= minute
        assert (later.failures, later.wait) == (6, timedelta())
        assert cleared.failures == 0

    async def test_a_session_is_closed_once(self, ground: Ground) -> None:
        staff_id = await ground.add_staff("Kaisa")
        session = Session(
            uuid4(),
            token_hash("session"),
            staff_id,
            StaffRole.COORDINATOR,
            await ground.now() + DAY,
        )

        async with ground.store.begin() as work:
            await work.staff.open_session(session)
        async with ground.store.begin() as work:
            first = await work.staff.close_session(session.session_hash)
            second = await work.staff.close_session(session.session_hash)

        assert (first, second) == (session.id, None)

    async def test_the_board_shows_what_waits_and_why(self, ground: Ground) -> None:
        waiting, stuck = await ground.add_request("one"), await ground.add_request("two")
        taken, done = await ground.add_request("three"), await ground.add_request("four")
        notice = Unmatched(1, UnmatchedReason.NOBODY_ABLE, 4, 0, 0, 1)
        async with ground.store.begin() as work:
            await work.requests.save_standing(stuck.id, 1, State.UNMATCHED, None)
            await work.requests.keep_unmatched(stuck.id, notice)
            await work.requests.keep_unmatched(waiting.id, notice)
            await work.requests.save_standing(taken.id, 1, State.ASSIGNED, None)
            await work.requests.save_standing(done.id, 3, State.CLOSED, Closure.COMPLETED)

        first, second = await ground.board.lines(10)

        assert (first.id, first.unmatched) == (stuck.id, notice)
        assert (second.id, second.unmatched) == (waiting.id, None)
        assert second.waiting >= timedelta()
        assert len(await ground.board.lines(1)) == 1
        assert await ground.board.counts() == {
            State.RECEIVED: 1,
            State.UNMATCHED: 1,
            State.ASSIGNED: 1,
            State.CLOSED: 1,
        }

    async def test_a_version_of_a_subject_is_published_once(self, ground: Ground) -> None:
        said = _announcement()
        async with ground.store.begin() as work:
            await work.publish([said])

        with pytest.raises(REFUSED):
            async with ground.store.begin() as work:
                await work.publish([said])


def _announcement() -> Announcement:
    identity = uuid4()
    data = StaffSessionClosed(session_hash=token_hash("session"))
    return Announcement(f"staff_session/{identity}", 1, data, identity)
