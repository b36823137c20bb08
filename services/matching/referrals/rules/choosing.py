"""Which organisation is asked: of those that fit, whoever has waited longest."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final

from services.matching.needs.model import Need
from services.matching.partners.model import Alike, Capacity, OrganisationId, Partner
from services.matching.partners.rules.capacity import Room, holds, room_in
from services.matching.referrals.model import RESERVED, Candidate, Choice, Load, Loads, Sought
from shared.contracts.ask_words import ReferralRefusal as Refusal
from shared.contracts.partner_words import (
    HEALTH_LINES,
    CapacityPeriod,
    OrganisationKind,
    PartnerStanding,
)

NEVER: Final = datetime.min.replace(tzinfo=UTC)
_OF_ITS_OWN_WORD: Final = frozenset(
    {Refusal.LANGUAGE, Refusal.NO_CAPACITY, Refusal.CAPACITY_LAPSED, Refusal.ASKED_BEFORE}
)
"""What a coordinator may pass over who names one organisation: they have spoken with it."""
_LASTING: Final = frozenset({Refusal.NOT_CLEARED, Refusal.LINE, Refusal.AREA})


def candidate_of(partner: Partner, loads: Loads, today: date) -> Candidate:
    """Say of an organisation what counts when one is chosen."""
    whose, told = partner.organisation_id, partner.capacity
    taken = {line: taken_of(told[line], load_of(loads, whose, line)) for line in told}
    rooms = {line: room_in(told[line], taken[line], today) for line in told}
    return Candidate(
        organisation_id=whose,
        is_open=_is_open(partner),
        lines=frozenset(partner.lines),
        municipalities=frozenset(partner.municipalities),
        languages=frozenset(partner.languages),
        is_cleared=partner.cleared_for_health,
        full=frozenset(line for line, room in rooms.items() if room is Room.FULL),
        lapsed=frozenset(line for line in told if not holds(told[line], today)),
        untold=frozenset(partner.lines) - told.keys(),
        last_asked_at=loads.last_asked.get(whose),
        is_reached=partner.is_reached,
    )


def sought_for(need: Need, asked: frozenset[OrganisationId] = frozenset()) -> Sought:
    """Say what a request wants of an organisation."""
    return Sought(
        service_line=need.service_line,
        municipality=need.municipality,
        language=need.language,
        is_reserved=not need.volunteer_allowed,
        asked=asked,
    )


def may_not_keep(candidate: Candidate, sought: Sought) -> bool:
    """Say whether what was corrected is nothing any more for whoever has it in hand."""
    return against(replace(candidate, is_open=True), sought) in _LASTING


def against(candidate: Candidate, sought: Sought) -> Refusal | None:
    """Give the first reason why an organisation is not asked; None: it fits.

    What protects people comes first. Of what only staff may know not even the line is said: it goes
    to whoever is cleared, and what it is they read after they have accepted. It counts against what
    they said of the lines that tell of health.
    """
    found = _in_common(
        is_open=candidate.is_open,
        may_know=candidate.is_cleared or not sought.is_reserved,
        gives=sought.is_reserved or sought.service_line in candidate.lines,
        serves=sought.municipality in candidate.municipalities,
        speaks=sought.language in candidate.languages,
    )
    if found is None and candidate.organisation_id in sought.asked:
        return Refusal.ASKED_BEFORE
    return found or _full(candidate, sought)


def sift(
    sought: Sought, groups: Iterable[Alike]
) -> tuple[Sequence[OrganisationId], Mapping[Refusal, int]]:
    """Judge those that are alike once: gives who is left, and why the others are not asked.

    Of the former `choose` looks at what each was asked before and has in hand.
    """
    possible: list[OrganisationId] = []
    refusals: Counter[Refusal] = Counter()
    for alike in groups:
        code = _in_common(
            is_open=_is_open(alike),
            may_know=alike.is_cleared or not sought.is_reserved,
            gives=sought.is_reserved or alike.gives,
            serves=alike.serves,
            speaks=alike.speaks,
        )
        if code is None:
            possible += alike.ids
        else:
            refusals[code] += len(alike.ids)
    return possible, refusals


def choose(
    sought: Sought,
    candidates: Iterable[Candidate],
    sifted_out: Mapping[Refusal, int] | None = None,
) -> Choice:
    """Choose whoever waits longest since they were asked last; of two alike the smaller id.

    Who said nothing of their capacity comes after those who did; of what only staff may know, who
    gives no line that tells of health after those who do. After all of them comes one of which no
    letter reaches anybody: it would not hear that it is asked.
    """
    fitting: list[Candidate] = []
    refusals: Counter[Refusal] = Counter(sifted_out or {})
    for candidate in candidates:
        code = against(candidate, sought)
        if code is None:
            fitting.append(candidate)
        else:
            refusals[code] += 1
    first = min(fitting, key=lambda each: turn(each, sought), default=None)
    return Choice(first.organisation_id if first else None, len(fitting), refusals)


def choose_named(sought: Sought, candidate: Candidate | None) -> Choice:
    """Take the one whom a coordinator names, unless a rule that nobody passes over forbids it."""
    if candidate is None:
        return Choice(None, refusals={Refusal.UNKNOWN_ORGANISATION: 1})
    code = against(candidate, sought)
    if code is None or may_be_named(code):
        return Choice(candidate.organisation_id, 1)
    return Choice(None, refusals={code: 1})


def _in_common(
    *, is_open: bool, may_know: bool, gives: bool, serves: bool, speaks: bool
) -> Refusal | None:
    """Give the first reason that may hold for many alike."""
    checks = (
        (not is_open, Refusal.NOT_OPEN),
        (not may_know, Refusal.NOT_CLEARED),
        (not gives, Refusal.LINE),
        (not serves, Refusal.AREA),
        (not speaks, Refusal.LANGUAGE),
    )
    return next((code for applies, code in checks if applies), None)


def _is_open(whose: Partner | Alike) -> bool:
    """Say whether it joined to help; who only sells is asked by a contract."""
    is_supplier = whose.kind is OrganisationKind.SUPPLIER
    return whose.standing is PartnerStanding.JOINED and not is_supplier


def load_of(loads: Loads, whose: OrganisationId, line: str) -> Load:
    """Give what counts against a line: of one that tells of health all that is not said."""
    return loads.of.get((whose, RESERVED if line in HEALTH_LINES else line), Load())


def may_be_named(refusal: Refusal | None) -> bool:
    """Say whether a coordinator may have it asked in spite of that."""
    return refusal is None or refusal in _OF_ITS_OWN_WORD


def taken_of(capacity: Capacity | None, load: Load) -> int:
    """Count what was taken in the time for which an organisation told its capacity; else a week."""
    in_time = {CapacityPeriod.DAY: load.day, CapacityPeriod.MONTH: load.month}
    return in_time.get(capacity.per, load.week) if capacity else load.week


def _full(candidate: Candidate, sought: Sought) -> Refusal | None:
    lines = lines_that_count(candidate, sought)
    if lines - candidate.full - candidate.lapsed:
        return None
    return Refusal.CAPACITY_LAPSED if lines & candidate.lapsed else Refusal.NO_CAPACITY


def lines_that_count(candidate: Candidate, sought: Sought) -> frozenset[str]:
    """Give the line; where that is not said those that tell of health, else all it gives."""
    if not sought.is_reserved:
        return frozenset({sought.service_line})
    return candidate.lines & HEALTH_LINES or candidate.lines


def turn(candidate: Candidate, sought: Sought) -> tuple[bool, bool, bool, datetime, OrganisationId]:
    """Say when it is whose turn: who is not reached or told nothing comes last, then by time."""
    is_elsewhere = sought.is_reserved and candidate.lines.isdisjoint(HEALTH_LINES)
    is_untold = not lines_that_count(candidate, sought) - candidate.untold
    last = candidate.last_asked_at or NEVER
    return not candidate.is_reached, is_elsewhere, is_untold, last, candidate.organisation_id
