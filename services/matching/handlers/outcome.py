"""What a batch of choices changes; collected first, stored by few statements."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from services.matching.domain.explaining import Decision, decision_to_hand_over
from services.matching.domain.model import MatchId, Need, RequestId, Turn
from services.matching.domain.proposing import AT_ONCE, Ask, HandOver
from services.matching.domain.words import NeedState
from services.matching.handlers.announcing import About
from services.matching.ports import Claim
from shared.messaging.outbox import Announcement


@dataclass(slots=True)
class Outcome:
    """Filled turn by turn."""

    needs: list[tuple[Need, timedelta | None]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    tokens: dict[MatchId, str] = field(default_factory=dict)
    asks: dict[RequestId, tuple[Turn, Ask]] = field(default_factory=dict)
    decisions: dict[RequestId, Decision] = field(default_factory=dict)
    said: list[Announcement] = field(default_factory=list)
    in_vain: list[RequestId] = field(default_factory=list)

    def note(self, turn: Turn, step: Ask, lost: set[int]) -> None:
        """Note who is asked; a need that lost a claim is due again at once."""
        won = {pick.number for pick in step.picks} - lost
        need = replace(turn.need, state=NeedState.PROPOSED, reason=None) if won else turn.need
        self.needs.append((need, step.look_again if len(won) == len(step.picks) else AT_ONCE))
        decision = self.decisions.pop(need.request_id)
        if won:
            asked = tuple(one for one in decision.asked if one.number in won)
            self.decisions[need.request_id] = replace(decision, asked=asked)

    def hand(self, turn: Turn, step: HandOver) -> None:
        """Say it once: a second look that finds nobody changes nothing."""
        need = turn.need
        if need.state is not NeedState.UNMATCHED:
            need = replace(
                need, state=NeedState.UNMATCHED, reason=step.reason, version=need.version + 1
            )
            self.said.append(About(need, turn.need.cause).unmatched(step, turn))
            self.decisions[need.request_id] = decision_to_hand_over(turn, step)
        self.needs.append((need, step.look_again))
