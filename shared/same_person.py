"""Whether two services speak of one person, without one telling the other who it is.

Both make marks of what the person is reached at, under a key that only they have. A mark is good
for one request: of two requests nobody else can say whether the same person asked.
"""

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from shared.fields.mail_address import same_address
from shared.reach_points import ReachKind, ReachPoint
from shared.sealing.cipher import in_one
from shared.sealing.key_text import KeyText


@dataclass(frozen=True, slots=True)
class SamePerson:
    """Makes the marks."""

    key: KeyText = field(repr=False)

    def marks(self, request_id: UUID, points: Iterable[ReachPoint]) -> tuple[str, ...]:
        """Give a mark for each way to reach somebody, in an order that says nothing."""
        return tuple(sorted({self._mark(request_id, point) for point in points}))

    def is_one_of(
        self, marks: Iterable[str], request_id: UUID, points: Iterable[ReachPoint]
    ) -> bool:
        """Say whether somebody is one of those of whom the marks were made."""
        known = frozenset(marks)
        return bool(known) and not known.isdisjoint(self.marks(request_id, points))

    def _mark(self, request_id: UUID, point: ReachPoint) -> str:
        is_mail = point.kind == ReachKind.EMAIL
        address = same_address(point.address) if is_mail else point.address
        text = in_one((str(request_id), point.kind, address))
        return hmac.digest(self.key.read().encode(), text, "sha256").hex()
