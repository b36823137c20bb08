"""How each organisation stands to a request, for a coordinator who chooses one."""

from collections.abc import Iterable, Sequence
from datetime import date

from services.matching.partners.model import Partner
from services.matching.partners.rules.capacity import left_in
from services.matching.referrals.model import (
    RESERVED,
    Candidate,
    Load,
    Loads,
    Room,
    Sought,
    Weighed,
)
from services.matching.referrals.rules.choosing import (
    against,
    candidate_of,
    lines_that_count,
    load_of,
    may_be_named,
    taken_of,
    turn,
)
from shared.contracts.partner_words import HEALTH_LINES


def weigh(
    sought: Sought, partners: Iterable[Partner], loads: Loads, today: date
) -> Sequence[Weighed]:
    """Give those that fit by their turn, then those that may be named, then the others by name."""
    candidates = [(each, candidate_of(each, loads, today)) for each in partners]
    candidates.sort(key=lambda each: turn(each[1], sought))
    weighed = [_weighed(sought, *each, loads, today) for each in candidates]
    return sorted(weighed, key=_place)


def _weighed(
    sought: Sought, partner: Partner, candidate: Candidate, loads: Loads, today: date
) -> Weighed:
    refusal = against(candidate, sought)
    counted = lines_that_count(candidate, sought) & {*partner.lines}
    own = [line for line in partner.lines if line in counted]
    hidden = loads.of.get((partner.organisation_id, RESERVED), Load())
    return Weighed(
        partner=partner,
        refusal=refusal,
        may_be_named=may_be_named(refusal),
        rooms=[_room(partner, line, loads, today) for line in own],
        reserved=hidden.week if HEALTH_LINES.isdisjoint(own) else 0,
        last_asked_at=candidate.last_asked_at,
    )


def _room(partner: Partner, line: str, loads: Loads, today: date) -> Room:
    told = next((told for known, told in partner.capacity.items() if known == line), None)
    taken = taken_of(told, load_of(loads, partner.organisation_id, line))
    return Room(line, told, taken, left_in(told, taken, today))


def _place(weighed: Weighed) -> tuple[int, str]:
    """Keep the turn among those that fit: sorting is stable."""
    if weighed.refusal is None:
        return 0, ""
    return (1 if weighed.may_be_named else 2), weighed.partner.name.casefold()
