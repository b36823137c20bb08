"""Add up what was said and handled up to a mark, in the services' databases."""

from collections import defaultdict
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

from deploy.verifying.ledger import Ledger
from deploy.verifying.ledgers import Ledgers, SetAside
from deploy.verifying.proof import Account, Proof, Sum, grown, next_mark


async def proofs_at(ledgers: Ledgers, mark: UUID, aside: SetAside) -> dict[str, Proof]:
    """Give what each service may keep when all below the mark was proven."""
    return {
        service: grown(
            ledger.proof, mark, [each async for each in _fresh(ledgers, ledger, mark, aside)]
        )
        for service, ledger in ledgers.of.items()
    }


async def mark_after(ledgers: Ledgers, aside: SetAside, age: timedelta) -> UUID:
    """Choose the watermark; a parked message holds it back, for a person decides on it yet."""
    if age == timedelta.max:
        return ledgers.before
    kept = await ledgers.ids("lowest_kept", age)
    parked = [event for events in aside.parked.values() for event in events]
    return next_mark(ledgers.before, [*kept, *parked], await ledgers.ids("newest_event"))


async def _fresh(
    ledgers: Ledgers, ledger: Ledger, mark: UUID, aside: SetAside
) -> AsyncIterator[tuple[Account, Sum]]:
    for (account, event_type), amount in (await ledger.fresh_sums(mark)).items():
        consumers = ledgers.places.consumers_of(event_type)
        if account == "sent":
            for consumer in consumers:
                yield Account("sent", consumer, event_type), amount
        elif ledger.service in consumers:
            yield Account("handled", ledger.service, event_type), amount
    for event_type, ids in (await _discarded(ledger, mark, aside)).items():
        yield Account("discarded", ledger.service, event_type), Sum.of(ids)


async def _discarded(ledger: Ledger, mark: UUID, aside: SetAside) -> dict[str, list[UUID]]:
    """Read what a person threw away, was said by somebody, and was not handled all the same."""
    found = defaultdict[str, list[UUID]](list)
    for event in aside.discarded.get(ledger.service, ()):
        if event in aside.about and ledger.proof.before <= event < mark:
            found[aside.about[event].type].append(event)
    ended = {}
    for event_type, ids in found.items():
        handled = await ledger.heard_ids(event_type, ledger.proof.before, list(map(bucket_of, ids)))
        if left := [event for event in ids if event not in set(handled)]:
            ended[event_type] = left
    return ended


def bucket_of(event: UUID) -> int:
    """Give the bucket of an id, as `ledger_bucket` does."""
    return event.int & 0xFFF
