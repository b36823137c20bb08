"""What strangers send is counted; the network writes only so many letters to people unknown."""

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from services.intake.doors.model import (
    Challenge,
    Counted,
    Entry,
    Flag,
    Limits,
    Manner,
    Visit,
)
from services.intake.doors.ports import Arrivals, LetterCounts, UsedProofs
from services.intake.doors.rules import PROOF_AGES, needed_bits, read_proof
from shared.chance import Chance
from shared.fields.mail_address import same_address
from shared.loops import Loop, Pauses
from shared.reach_points import ReachKind, ReachPoint, reached_by_letter
from shared.sealing.pseudonyms import Pseudonyms

_WORK: Final = "proof of work"
_LOOKS: Final = Pauses(usual=timedelta(seconds=15), after_failure=timedelta(seconds=15))


class LetterBudgetSpentError(Exception):
    """Strangers asked for more letters this hour than the network writes: none is confirmed now."""


@dataclass(slots=True)
class LetterBudget:
    """Counted in the database for all processes; between two looks each counts its own on top."""

    counts: LetterCounts
    limits: Limits
    _spent: int = field(default=0, init=False)

    def take_one(self) -> bool:
        """Say whether one more letter may leave, and count it."""
        self._spent += 1
        return self._spent <= self.limits.letters_an_hour

    async def look(self) -> None:
        """Count anew; raises LetterBudgetSpentError, so that health and log tell a person."""
        self._spent = await self.counts.this_hour(self.limits.same_person.an_hour)
        if self._spent >= self.limits.letters_an_hour:
            raise LetterBudgetSpentError

    def loop(self) -> Loop:
        """Give the loop that counts; health shows it as `letters to strangers`."""
        return Loop("letters to strangers", self.look, _LOOKS)


@dataclass(frozen=True, slots=True)
class KeepDoor:
    """Says how a request enters: under what it is counted, and up to where it goes ahead."""

    limits: Limits
    letters: LetterBudget
    arrivals: Arrivals
    used_proofs: UsedProofs
    chance: Chance
    now: Callable[[], datetime]
    import_pass: str | None = field(default=None, repr=False)

    def challenge(self, address: str, pseudonyms: Pseudonyms) -> Challenge:
        """Give work that is worth one request, harder where many come."""
        floods = self.limits.floods
        bits = max(needed_bits(self.arrivals.look(address), floods), floods.bits)
        parts = str(bits), str(int(self.now().timestamp())), self.chance.new_token()
        return Challenge(".".join((*parts, pseudonyms.of(_WORK, *parts))), bits)

    async def manner(self, visit: Visit, used_by: str, pseudonyms: Pseudonyms) -> Manner:
        """Tell our own staff, who import, from strangers, and those from a flood."""
        if self._is_ours(visit.shown_pass):
            return Manner(is_ours=True)
        pressure = self.arrivals.arrive(visit.address)
        if not needed_bits(pressure, self.limits.floods):
            return Manner(visit.marks)
        if await self._is_proven(visit.proof, used_by, pseudonyms):
            return Manner(visit.marks)
        return Manner(visit.marks | {Flag.UNPROVEN})

    def _is_ours(self, shown: str | None) -> bool:
        if not shown or not self.import_pass:
            return False
        return hmac.compare_digest(shown.encode(), self.import_pass.encode())

    async def _is_proven(self, text: str, used_by: str, pseudonyms: Pseudonyms) -> bool:
        proof = read_proof(text)
        if proof is None or not proof.is_solved or proof.bits < self.limits.floods.bits:
            return False
        parts = str(proof.bits), str(proof.issued), proof.identity
        is_ours = hmac.compare_digest(proof.seal.encode(), pseudonyms.of(_WORK, *parts).encode())
        if not is_ours or self.now() - datetime.fromtimestamp(proof.issued, UTC) > PROOF_AGES:
            return False
        return await self.used_proofs.use(proof.identity, used_by)

    def entry(self, points: Sequence[ReachPoint], manner: Manner, pseudonyms: Pseudonyms) -> Entry:
        """Count whoever is no colleague."""
        if manner.is_ours:
            return Entry()
        return Entry(_counted_by(points, pseudonyms), self.limits.same_person, manner.flags)

    def may_confirm(self, points: Sequence[ReachPoint], entry: Entry) -> bool:
        """Say whether a letter may confirm a request that came in so, and count that letter."""
        if entry.is_held or reached_by_letter(points) is None:
            return False
        return entry.caps is None or self.letters.take_one()


def _counted_by(points: Sequence[ReachPoint], pseudonyms: Pseudonyms) -> tuple[Counted, ...]:
    """Give one count for each address of somebody, always in the same order.

    Two who count at once take the rows in this order, so that neither waits for the other twice.
    """
    counted = {
        Counted(
            pseudonyms.of("asks at the door", point.kind, same_address(point.address)),
            by_letter=point.kind == ReachKind.EMAIL,
        )
        for point in points
        if point.is_address
    }
    return tuple(sorted(counted, key=lambda one: one.who))
