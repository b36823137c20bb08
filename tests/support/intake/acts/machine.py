"""Whatever happens to requests, calls and commands: the store is as the model says."""

from copy import deepcopy
from dataclasses import replace
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from services.intake.acts.model import Act, Outcome, Reason
from services.intake.attention.model import AttentionReason
from services.intake.requests.model import Closure, State
from services.intake.wishes.model import Outcome as Wished
from shared.contracts.envelope import Envelope
from shared.contracts.words import Category, Urgency, WithdrawalReason
from tests.support.intake.acts.desk import ENDS, REASON
from tests.support.intake.acts.model import STEPS, One, Row
from tests.support.intake.acts.network import SOME, OnTheNetwork, Told
from tests.support.intake.postgres_scene import PostgresScene
from tests.support.intake.requests.building import unmatched
from tests.support.intake.submissions.building import plea
from tests.support.intake.wishes.building import refused

MOST: Final = 4
"""Requests by the form."""
SPLIT_OFF: Final = (
    "SELECT other_id FROM request_acts WHERE request_id = $1 ORDER BY id DESC LIMIT 1"
)
WISH: Final = "SELECT id FROM wishes WHERE request_id = $1 AND answer IS NULL"
STANDS: Final = """
SELECT state, closure, version, urgency,
    (SELECT max(subject_version) FROM outbox WHERE subject = 'request/' || requests.id) AS said,
    (
        SELECT count(*) FROM assignments WHERE request_id = requests.id AND closed_at IS NULL
    ) AS helpers,
    (SELECT count(*) FROM wishes WHERE request_id = requests.id AND answer IS NULL) AS wishes
FROM requests
WHERE id = $1
"""
LINKED: Final = "SELECT id FROM linked_with(ARRAY[$1::uuid])"
FORCE: Final = """
UPDATE requests SET state = $2, escalated = $2 = 'escalated',
    closure = CASE WHEN $2 = 'closed' THEN coalesce(closure, 'cancelled') END,
    leads_to = CASE WHEN $2 = 'closed' THEN leads_to END
WHERE id = $1
"""
FOLLOWS: Final = {
    "proposed": "",
    "unmatched": "",
    "declined": "proposed",
    "matched": "proposed",
    "withdrawn": "matched",
    "completed": "matched",
}
"""What matching said before of the same helper."""
STANDING: Final = {
    "proposed": State.PROPOSED,
    "unmatched": State.UNMATCHED,
    "declined": State.OPEN,
    "matched": State.ASSIGNED,
    "withdrawn": State.OPEN,
}


class Happenings(OnTheNetwork):
    """Each rule happens to the store and to the model; what the model forbids must be refused."""

    @precondition(lambda self: len(self.told) < MOST)
    @rule(also=st.booleans(), is_danger=st.integers(0, 4).map(lambda drawn: drawn == 0))
    def somebody_asks(self, *, also: bool, is_danger: bool) -> None:
        scene = PostgresScene(self.network.scene.world, self.network.kaisa)
        needs = (Category.GROCERIES, *((Category.PHARMACY,) if also else ()))
        danger = AttentionReason.DANGER_CALLED if is_danger else None
        said, text = replace(plea(), also=needs[1:], danger=danger), f"Maitoa {len(self.told)}."
        self.run(scene.take_in(replace(said, contact=replace(said.contact, text=text))))
        state = State.ESCALATED if is_danger else State.RECEIVED
        self.model.requests[scene.id] = One(text, needs, state=state, is_danger=is_danger)
        self.told[scene.id] = Told(scene)

    @precondition(lambda self: self.told)
    @rule(number=SOME, said=st.sampled_from(list(FOLLOWS)))
    def matching_says(self, number: int, said: str) -> None:
        _, told, one = self.pick(number)
        if (
            not one.is_live
            or FOLLOWS[said] != told.asked
            or (said == "unmatched" and told.is_noticed)
        ):
            return
        scene = told.scene
        if said == "unmatched":
            asked = scene.match.attempt - 1
            notice = unmatched(scene.id, asked=asked, version=asked + 1)
            self.run(scene.react.react_to_request_unmatched(notice))
            told.is_noticed, one.state = True, State.UNMATCHED
            return
        self.hear(scene, getattr(scene.match, said)())
        if said == "completed":
            one.ended(Closure.COMPLETED)
        else:
            one.state = STANDING[said]
        told.asked = said if said in {"proposed", "matched"} else ""
        if not told.asked:
            told.next_story()

    @precondition(lambda self: any(each.late for each in self.told.values()))
    @rule(number=SOME)
    def matching_says_late_that_somebody_was_let_go(self, number: int) -> None:
        late = [each for each in self.told.values() if each.late]
        told = late[number % len(late)]
        story = told.late.pop()
        self.hear(told.scene, story.withdrawn(WithdrawalReason.REQUEST_CANCELLED))

    def hear(self, scene: PostgresScene, event: Envelope[Any]) -> None:
        """Let matching say something of one request."""
        name = f"react_to_{event.type.replace('.', '_')}"
        room = scene.answers if event.type == "match.proposed" else scene.react
        self.run(getattr(room, name)(event))
        for each in self.model.requests.values():
            each.is_asked_since |= each.goes_on_as == scene.id

    @precondition(lambda self: self.told)
    @rule(number=SOME)
    def who_asked_cancels(self, number: int) -> None:
        _, told, one = self.pick(number)
        if one.closure is Closure.DUPLICATE or not told.scene.token:
            return  # the link leads to another request, or to none
        self.run(told.scene.cancel())
        if one.is_live:
            one.ended(Closure.CANCELLED)
            told.let_go()
        elif one.state is State.ESCALATED:
            one.state, one.closure, one.version = State.CLOSED, Closure.CANCELLED, one.version + 1

    @precondition(lambda self: self.told)
    @rule(
        numbers=st.tuples(SOME, SOME),
        act=st.sampled_from((*REASON, Act.CLOSED, Act.NOTED)),
        end=st.sampled_from(ENDS),
        urgency=st.sampled_from(Urgency),
        is_late=st.booleans(),
        is_raised=st.booleans(),
    )
    def a_coordinator_acts(
        self,
        *,
        numbers: tuple[int, int],
        act: Act,
        end: Reason,
        urgency: Urgency,
        is_late: bool,
        is_raised: bool,
    ) -> None:
        (request_id, told, _), (other_id, _, _) = map(self.pick, numbers)
        reason = end if act is Act.CLOSED else REASON.get(act)
        row = Row(request_id, act, reason, other_id, urgency, is_raised=is_raised)
        now = self.run(self.network.desk.seen(request_id))
        told.seen.append(now)
        seen = told.seen[0] if is_late else now
        outcome = self.run(self.network.desk.press(row, self.network.kaisa, seen))
        if act is not Act.NOTED and seen != now:
            assert outcome is Outcome.CHANGED
        elif outcome is Outcome.DONE:
            self.done(row)
        else:
            self.forbidden(row)

    def done(self, row: Row) -> None:
        """Let it happen to the model, and matching hear of an end."""
        row = self.as_it_goes(row)
        self.model.act(row)
        if row.act in {Act.CLOSED, Act.MERGED}:
            self.told[row.request_id].let_go()
        if row.act is Act.SPLIT and row.other_id:
            self.know(row.other_id)

    def forbidden(self, row: Row) -> None:
        """See that the model forbids it, too."""
        try:
            deepcopy(self.model).act(self.as_it_goes(row))
        except AssertionError:
            return
        message = f"{row} was refused"
        raise AssertionError(message)

    def as_it_goes(self, row: Row) -> Row:
        """Say which of two goes, as which it went, or what came of it."""
        one = self.model.requests[row.request_id]
        if row.act is Act.MERGED and row.other_id:
            is_helped = self.model.requests[row.other_id].state is State.ASSIGNED
            both = row.request_id, row.other_id
            goes, stays = both if is_helped else reversed(both)
            return replace(row, request_id=goes, other_id=stays)
        if row.act is Act.UNMERGED:
            return replace(row, other_id=one.goes_on_as)
        if row.act is Act.SPLIT:
            return replace(row, other_id=self.fetch(SPLIT_OFF, row.request_id) or row.other_id)
        return row

    @precondition(lambda self: self.told)
    @rule(number=SOME)
    def a_volunteer_is_wished_for(self, number: int) -> None:
        _, told, one = self.pick(number)
        is_sent = one.is_live and one.state is not State.ASSIGNED
        outcome = self.run(told.scene.wish_anew())
        assert outcome == (Wished.ON_ITS_WAY if is_sent else Wished.NOT_WAITING)
        one.version += is_sent and not told.has_wish
        told.has_wish |= is_sent

    @precondition(lambda self: any(each.has_wish for each in self.told.values()))
    @rule(number=SOME)
    def matching_refuses_a_wish_twice(self, number: int) -> None:
        waiting = [each for each in self.told.values() if each.has_wish]
        told = waiting[number % len(waiting)]
        wish_id = self.fetch(WISH, told.scene.id)
        for reason in ("asked_before", "at_their_cap"):
            self.hear_refusal(told.scene, refused(told.scene.id, wish_id, reason))
        assert self.fetch("SELECT answer FROM wishes WHERE id = $1", wish_id) == "asked_before"
        told.has_wish = False

    def hear_refusal(self, scene: PostgresScene, event: Envelope[Any]) -> None:
        """Let matching answer a command."""
        self.run(scene.answers.react_to_request_assignment_refused(event))

    @precondition(lambda self: self.told)
    @rule(number=SOME, state=st.sampled_from(State))
    def somebody_forces_a_step(self, number: int, state: State) -> None:
        request_id, _, one = self.pick(number)
        is_step = state is one.state or state in STEPS[one.state]
        is_refused = self.run(self.network.is_refused(FORCE, request_id, state))
        assert is_refused is not is_step, (one.state, state)

    @precondition(lambda self: self.model.links)
    @rule(number=SOME)
    def a_coordinator_undoes_a_link(self, number: int) -> None:
        pair = sorted(self.model.links, key=sorted)[number % len(self.model.links)]
        request_id, other_id = sorted(pair)
        row = Row(request_id, Act.UNLINKED, REASON[Act.UNLINKED], other_id)
        seen = self.run(self.network.desk.seen(request_id))
        assert self.run(self.network.desk.press(row, self.network.kaisa, seen)) is Outcome.DONE
        self.model.act(row)

    @invariant()
    def what_belongs_together_is_as_the_model_says(self) -> None:
        for request_id in self.model.requests:
            rows = self.run(self.network.scene.world.pool.fetch(LINKED, request_id))
            assert {frozenset({request_id, row["id"]}) for row in rows} == {
                pair for pair in self.model.links if request_id in pair
            }

    @invariant()
    def the_store_is_as_the_model_says(self) -> None:
        for request_id, one in self.model.requests.items():
            row = self.run(self.network.scene.world.pool.fetchrow(STANDS, request_id))
            assert row is not None
            stands = row["state"], row["closure"], row["version"], row["urgency"]
            assert stands == (one.state, one.closure, one.version, one.urgency)
            assert row["said"] == one.version
            assert row["helpers"] == (one.state is State.ASSIGNED)
            assert row["wishes"] == self.told[request_id].has_wish
