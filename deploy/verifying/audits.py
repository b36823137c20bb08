"""Whether the audits of all services hold, in themselves and against what was kept of them."""

from collections.abc import Mapping, Sequence
from typing import Final

from deploy.verifying.anchors import Anchors
from deploy.verifying.rules import Check, sample
from shared.audit.ledger import Chain, audit_ledger, contradicted
from shared.postgres.types import Connection

_KINDS: Final[Mapping[str, str]] = {
    "edited": "changed",
    "missing": "removed",
    "gaps": "removed with their links",
    "added": "added past their chain",
}


async def audit_checks(
    connections: Mapping[str, Connection], anchors: Anchors | None
) -> list[Check]:
    """Look at every chain of every service; without anchors a cut tail is not seen."""
    checks = []
    for service, connection in connections.items():
        checks += [_check(service, chain) for chain in await audit_ledger(connection)]
        if anchors is not None:
            cut = await contradicted(connection, anchors.heads_of(service))
            checks += _cut(service, cut)
    return checks


def _check(service: str, chain: Chain) -> Check:
    wrong = {told: getattr(chain, kind) for kind, told in _KINDS.items() if getattr(chain, kind)}
    told = ", ".join(f"{count} {kind}" for kind, count in wrong.items())
    detail = f"{told}: {sample(chain.sample)}" if wrong else ""
    return Check(f"audit {service}.{chain.source}", chain.broken, detail=detail)


def _cut(service: str, cut: Sequence[tuple[str, int]]) -> list[Check]:
    if not cut:
        return []
    ends = [f"{source} up to {position}" for source, position in cut]
    return [Check(f"audits of {service} as they were noted", len(cut), detail=sample(ends))]
