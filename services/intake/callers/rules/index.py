"""Everybody who is known, in memory: added, changed and removed one by one."""

from collections.abc import Hashable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeVar

from services.intake.callers.model import Subject
from services.intake.callers.rules.addresses import Address, read_address
from services.intake.callers.rules.folding import known_words
from services.intake.callers.rules.phones import FROM_DIGITS, digits_of
from services.intake.callers.rules.words import Words
from services.intake.requests.model import RequestId

MOST: Final = 200_000
"""So many are kept at most, which takes some 250 MB; whoever is more is not found by likeness."""

Key = TypeVar("Key", bound=Hashable)


class Known(NamedTuple):
    """Somebody as they are compared."""

    request_id: RequestId
    words: Sequence[str]
    phones: Sequence[str]
    address: Address
    town: str


@dataclass(slots=True)
class CallerIndex:
    """Nothing else is asked for likeness, and nothing of it is written anywhere."""

    names: Words = field(default_factory=Words)
    streets: Words = field(default_factory=Words)
    known: dict[int, Known] = field(default_factory=dict)
    """By a number of their own in here; the later one came, the greater."""
    _slots: dict[RequestId, int] = field(default_factory=dict)
    _numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _starts: dict[str, set[str]] = field(default_factory=dict)
    _homes: dict[Address, tuple[int, ...]] = field(default_factory=dict)
    _last: int = 0

    def __len__(self) -> int:
        """Count who is known."""
        return len(self.known)

    def put(self, subject: Subject) -> bool:
        """Add somebody, or replace what was known of them; False where there is no room."""
        self.remove(subject.request_id)
        if len(self.known) >= MOST:
            return False
        self._last += 1
        known = _as_compared(subject)
        self._slots[known.request_id], self.known[self._last] = self._last, known
        self._note(self._last, known)
        return True

    def remove(self, request_id: RequestId) -> None:
        """Forget somebody; who is unknown stays so."""
        slot = self._slots.pop(request_id, None)
        if slot is not None:
            self._forget(slot, self.known.pop(slot))

    def clear(self) -> None:
        """Forget everybody."""
        self.names, self.streets = Words(), Words()
        for each in (self.known, self._slots, self._numbers, self._starts, self._homes):
            each.clear()

    def at_number(self, digits: str) -> Sequence[int]:
        """Give who has a phone number."""
        return self._numbers.get(digits, ())

    def at_start(self, digits: str) -> Iterator[int]:
        """Give whose number begins with these digits and has more."""
        for number in self._starts.get(digits[:FROM_DIGITS], ()):
            if number.startswith(digits) and number != digits:
                yield from self._numbers[number]

    def at_home(self, address: Address) -> Sequence[int]:
        """Give who lives there."""
        return self._homes.get(address, ())

    def _note(self, slot: int, known: Known) -> None:
        for word in known.words:
            self.names.add(word, slot)
        for number in known.phones:
            if number not in self._numbers:
                self._starts.setdefault(number[:FROM_DIGITS], set()).add(number)
            _join(self._numbers, number, slot)
        if known.address.street:
            self.streets.add(known.address.street, slot)
            _join(self._homes, known.address, slot)

    def _forget(self, slot: int, known: Known) -> None:
        for word in known.words:
            self.names.remove(word, slot)
        for number in known.phones:
            _leave(self._numbers, number, slot)
            if number not in self._numbers:
                self._leave_start(number)
        if known.address.street:
            self.streets.remove(known.address.street, slot)
            _leave(self._homes, known.address, slot)

    def _leave_start(self, number: str) -> None:
        start = number[:FROM_DIGITS]
        self._starts[start].discard(number)
        if not self._starts[start]:
            del self._starts[start]


def _as_compared(subject: Subject) -> Known:
    words = known_words(" ".join(subject.names))
    phones = dict.fromkeys(map(digits_of, subject.phones))
    return Known(
        subject.request_id,
        words,
        tuple([number for number in phones if len(number) >= FROM_DIGITS]),
        read_address(subject.address),
        subject.town,
    )


def _join(those: MutableMapping[Key, tuple[int, ...]], key: Key, one: int) -> None:
    others = those.get(key)
    those[key] = (*others, one) if others else (one,)


def _leave(those: MutableMapping[Key, tuple[int, ...]], key: Key, one: int) -> None:
    left = tuple(other for other in those[key] if other != one)
    if left:
        those[key] = left
    else:
        del those[key]
