"""What a batch of choices changes; collected first, stored by few statements."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from services.matching.engine.model import Wanted
from services.matching.engine.rules.index import Index
from services.matching.needs.model import Need, NeedState, RequestId
from services.matching.needs.use_cases import story_of
from services.matching.proposals.events import unmatched
from services.matching.proposals.model import Claim, Decision, MatchId, Turn
from services.matching.proposals.rules.explaining import NEARBY_KM, TOLD, decision_to_hand_over
from services.matching.proposals.rules.next_step import AT_ONCE, Ask, HandOver, hand_over
from shared.messaging.outbox import Announcement


@dataclass(slots=True)
class BatchChanges:
    """What is to be stored and said of each need, filled turn by turn."""

    needs: list[tuple[Need, timedelta | None]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    tokens: dict[MatchId, str] = field(default_factory=dict)
    asks: dict[RequestId, tuple[Turn, Ask]] = field(default_factory=dict)
    decisions: dict[RequestId, Decision] = field(default_factory=dict)
    said: list[Announcement] = field(default_factory=list)
    in_vain: list[RequestId] = field(default_factory=list)

    def note_asked(self, turn: Turn, step: Ask, lost: set[int]) -> None:
        """Note who is asked; a need that lost a claim is due again at once."""
        won = {pick.number for pick in step.picks} - lost
        need = turn.need.moved_to(NeedState.PROPOSED) if won else turn.need
        self.needs.append((need, step.look_again if len(won) == len(step.picks) else AT_ONCE))
        decision = self.decisions.pop(need.request_id)
        if won:
            asked = tuple(one for one in decision.asked if one.number in won)
            self.decisions[need.request_id] = replace(decision, asked=asked)

    def note_handed_over(self, turn: Turn, step: HandOver) -> None:
        """Hand a need over; one that was handed over for this reason is only looked at again."""
        need = turn.need
        if need.reason is not step.reason:
            need = need.moved_to(NeedState.UNMATCHED, step.reason)
            need = replace(need, version=need.version + 1)
            self.said.append(unmatched(story_of(need, turn.need.cause), need, step, turn))
            self.decisions[need.request_id] = decision_to_hand_over(turn, step)
        self.needs.append((need, step.look_again))


def looked_in_vain(
    index: Index, turns: Sequence[Turn], wants: Sequence[Wanted | None]
) -> BatchChanges:
    """Hand over the needs that still nobody may be asked about, and say why in counts."""
    changes = BatchChanges()
    for turn, wanted in zip(turns, wants, strict=True):
        if wanted and not index.cheapest(wanted, 1).numbers:
            tally = index.tally(wanted, NEARBY_KM)
            refusals = {reason: tally[reason] for reason in tally if reason in TOLD}
            changes.note_handed_over(turn, hand_over(turn, refusals))
    return changes
