"""Those who need a person, read off the fake store."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.intake.attention.model import Attention, AttentionReason
from services.intake.call_list.model import CallLine
from services.intake.requests.model import RequestId
from services.intake.staff.model import StaffId
from tests.support.intake.fakes import FakeStore


@dataclass(frozen=True)
class FakeCallListReader:
    """Reads the list off the fake store."""

    store: FakeStore

    async def lines(self, limit: int) -> Sequence[CallLine]:
        open_now: dict[RequestId, list[Attention]] = {}
        for item in self.store.state.attentions.values():
            if item.settled_as is None:
                request_id = RequestId(item.attention.request_id)
                open_now.setdefault(request_id, []).append(item.attention)
        lines = [self._line(request_id, found) for request_id, found in open_now.items()]
        return sorted(lines, key=_rank)[:limit]

    def _line(self, request_id: RequestId, found: Sequence[Attention]) -> CallLine:
        stored = self.store.state.requests[request_id].stored
        ordered = sorted(found, key=lambda one: (one.raised_at, str(one.id)))
        grave = sorted(ordered, key=lambda one: _gravity(one.reason))
        due_at = min(one.due_at for one in found)
        takers = [one.taken_by for one in found]
        taken_by = takers[0] if all(takers) else None
        return CallLine(
            request=stored,
            attentions=[one.id for one in ordered],
            reasons=[one.reason for one in grave],
            raised_at=min(one.raised_at for one in found),
            due_at=due_at,
            is_due=due_at <= self.store.state.now,
            taken_by=StaffId(taken_by) if taken_by else None,
            taker=self._name(taken_by),
            ended_at=self.store.state.now if stored.closure else None,
        )

    def _name(self, staff_id: object) -> str:
        names = (one.name for one in self.store.state.staff.values() if one.id == staff_id)
        return next(names, "")


def _rank(line: CallLine) -> tuple[bool, int, object]:
    return not line.is_due, _gravity(line.reasons[0]), line.raised_at


def _gravity(reason: str) -> int:
    known = [code.value for code in AttentionReason]
    return known.index(reason) if reason in known else len(known)
