"""Judge what the services' ledgers say beside single events."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime

from deploy.verifying.inner_rules import DOUBLINGS, RULES
from deploy.verifying.ledger import Culprits
from deploy.verifying.ledgers import Ledgers, SetAside
from deploy.verifying.pairs import compare_all
from deploy.verifying.rules import Check, balance, sample
from deploy.verifying.sealed import opened

SUMS = {
    "requests received": (
        ("kept by intake", "intake", "requests received"),
        ("announced", "intake", "requests announced"),
        ("in reporting", "reporting", "requests received"),
    ),
    "requests completed": (
        ("by intake", "intake", "requests completed"),
        ("in reporting", "reporting", "requests completed"),
    ),
    "facts": (
        ("heard", "reporting", "facts heard"),
        ("in the log", "reporting", "facts in the log"),
    ),
}
"""What must add up although part of it is gone by its age: by rule the accounts of it."""


async def checks_of(
    ledgers: Ledgers, aside: SetAside, young_since: datetime
) -> tuple[list[Check], int]:
    """Judge all rules; gives also how many differences may be on their way still."""
    checks, on_the_way = await compare_all(ledgers, aside, young_since)
    found = [*await _sums(ledgers), *checks, *await _inner(ledgers)]
    return [*found, *await opened(ledgers)], on_the_way


async def _sums(ledgers: Ledgers) -> list[Check]:
    counts = {service: await each.named("counts") for service, each in ledgers.of.items()}
    return [
        balance(rule, {name: counts[service][what] for name, service, what in accounts})
        for rule, accounts in SUMS.items()
    ]


async def _inner(ledgers: Ledgers) -> list[Check]:
    found = defaultdict[str, list[tuple[str, Culprits]]](list)
    told = await asyncio.gather(*(ledger.culprits() for ledger in ledgers.of.values()))
    for service, broken in zip(ledgers.of, told, strict=True):
        for culprits in broken:
            found[culprits.rule].append((service, culprits))
    return [_check(rule, found) for rule in dict.fromkeys((*RULES, *DOUBLINGS, *sorted(found)))]


def _check(rule: str, found: Mapping[str, list[tuple[str, Culprits]]]) -> Check:
    culprits = found.get(rule, [])
    return Check(
        rule,
        sum(each.broken for _, each in culprits),
        is_doubling=rule in DOUBLINGS,
        detail=sample(f"{service}: {name}" for service, each in culprits for name in each.sample),
    )
