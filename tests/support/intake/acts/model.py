"""What acts make of requests, by hand and without a store: the store is held to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from services.intake.acts.model import Act, Reason
from services.intake.requests.model import Closure, RequestId, State
from shared.contracts.words import Category, Urgency

LIVE: Final = frozenset(State) - {State.HELD, State.ESCALATED, State.CLOSED}
STEPS: Final[Mapping[State, frozenset[State]]] = {
    State.HELD: frozenset({State.RECEIVED, State.ESCALATED, State.CLOSED}),
    State.ESCALATED: frozenset({State.RECEIVED, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN}),
    **dict.fromkeys(LIVE, frozenset(State) - {State.HELD, State.RECEIVED}),
}
"""From where to where a request goes of which something was said; it may always stay."""


@dataclass
class One:
    """One request."""

    text: str
    needs: tuple[Category, ...] = (Category.GROCERIES,)
    urgency: Urgency = Urgency.TODAY
    state: State = State.RECEIVED
    closure: Closure | None = None
    version: int = 1
    goes_on_as: RequestId | None = None
    with_words: bool = False
    is_asked_since: bool = False
    is_danger: bool = False

    @property
    def is_live(self) -> bool:
        """Say whether it goes on, and not by a person alone."""
        return self.state in LIVE

    def ended(self, closure: Closure) -> None:
        """Let it end: two events say so."""
        assert self.is_live, "what ended or waits for a person does not end like this"
        self.state, self.closure = State.CLOSED, closure
        self.version += 2

    def opened(self) -> None:
        """Let it be searched for again."""
        assert self.closure is not None, "what goes on is not opened again"
        assert not self.is_danger, "of whoever was in danger those on duty say what became of it"
        self.state, self.closure = State.OPEN, None
        self.version += 1

    def said(self, text: str) -> bool:
        """Put other words in the place of those there; say whether they are other ones."""
        is_new = text != self.text
        self.text, self.version = text, self.version + is_new
        return is_new


@dataclass(frozen=True)
class Row:
    """One line of the record, and what was typed with it."""

    request_id: RequestId
    act: Act
    reason: Reason | None = None
    other_id: RequestId | None = None
    urgency: Urgency = Urgency.TODAY
    part: Category = Category.PHARMACY
    is_raised: bool = False


@dataclass
class Model:
    """Every request, changed by one act after the other."""

    requests: dict[RequestId, One] = field(default_factory=dict)
    links: set[frozenset[RequestId]] = field(default_factory=set)

    def act(self, row: Row) -> None:
        """Do what a row says; what may not be done is an error."""
        {
            Act.CLOSED: self._close,
            Act.REOPENED: self._reopen,
            Act.CORRECTED: self._correct,
            Act.MERGED: self._merge,
            Act.UNMERGED: self._unmerge,
            Act.SPLIT: self._split,
            Act.LINKED: self._link,
            Act.UNLINKED: self._unlink,
        }.get(row.act, self._note)(row)

    def _one(self, row: Row) -> One:
        return self.requests[row.request_id]

    def _other(self, row: Row) -> One:
        assert row.other_id is not None
        return self.requests[row.other_id]

    def _note(self, row: Row) -> None:
        assert row.act in {Act.NOTED, Act.STRUCK}

    def _close(self, row: Row) -> None:
        self._one(row).ended(Closure(str(row.reason)))

    def _reopen(self, row: Row) -> None:
        assert self._one(row).closure is not Closure.DUPLICATE, "a merge is undone as one"
        self._one(row).opened()

    def _correct(self, row: Row) -> None:
        one = self._one(row)
        assert one.is_live
        assert one.urgency is not row.urgency, "nothing new is no act"
        one.urgency, one.version = row.urgency, one.version + 1

    def _merge(self, row: Row) -> None:
        goes, stays = self._one(row), self._other(row)
        assert goes is not stays
        assert goes.is_live
        assert stays.is_live
        assert {*goes.needs} <= {*stays.needs}, "no need is lost"
        assert goes.state is not State.ASSIGNED, "whoever has a helper stays"
        left = self._beside(row.request_id) - self._beside(row.other_id) - {row.other_id}
        assert not left, "what belongs together with the one that goes is not left alone"
        has_them = stays.text == goes.text or stays.text.endswith(f"\n\n{goes.text}")
        goes.with_words = stays.said(stays.text if has_them else f"{stays.text}\n\n{goes.text}")
        goes.goes_on_as, goes.is_asked_since = row.other_id, False
        goes.ended(Closure.DUPLICATE)

    def _unmerge(self, row: Row) -> None:
        goes, stays = self._one(row), self._other(row)
        assert goes.closure is Closure.DUPLICATE
        assert goes.goes_on_as == row.other_id
        assert not goes.is_asked_since, "somebody was asked for both"
        goes.opened()
        if goes.with_words and stays.closure is None:
            stays.said(stays.text.removesuffix(f"\n\n{goes.text}"))

    def _split(self, row: Row) -> None:
        one = self._one(row)
        assert one.is_live
        assert row.part in one.needs
        assert row.other_id is not None
        self.requests[row.other_id] = One(one.text, (row.part,), one.urgency)
        one.needs = tuple(need for need in one.needs if need is not row.part)
        assert one.needs, "something is left"
        one.version += 1

    def _beside(self, request_id: RequestId | None) -> set[RequestId]:
        pairs = [pair for pair in self.links if request_id in pair]
        beside = {one for pair in pairs for one in pair if one != request_id}
        return {one for one in beside if self.requests[one].closure is None}

    def _pair(self, row: Row) -> frozenset[RequestId]:
        assert row.other_id is not None
        assert row.other_id != row.request_id
        return frozenset({row.request_id, row.other_id})

    def _link(self, row: Row) -> None:
        one, other, pair = self._one(row), self._other(row), self._pair(row)
        assert one.is_live
        assert other.is_live
        assert pair not in self.links
        self.links.add(pair)
        one.version, other.version = one.version + 1, other.version + 1
        order = [*Urgency]
        sooner, less = sorted((one, other), key=lambda each: order.index(each.urgency))
        if row.is_raised and sooner.urgency is not less.urgency:
            less.urgency, less.version = sooner.urgency, less.version + 1

    def _unlink(self, row: Row) -> None:
        one, other, pair = self._one(row), self._other(row), self._pair(row)
        assert pair in self.links
        self.links.remove(pair)
        one.version, other.version = one.version + 1, other.version + 1
