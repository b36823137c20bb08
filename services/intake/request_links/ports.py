"""Where links for somebody close are kept, and whose request a reference and an address are."""

from typing import Protocol

from services.intake.request_links.model import Followed
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from shared.work import Publishes


class RequestLinks(Protocol):
    """Links of requests, in one transaction."""

    async def followed(self, token_hash: str) -> Followed | None:
        """Tell how far the request of a link for somebody close is."""
        ...

    async def relative_links(self, request_id: RequestId) -> int:
        """Count the links for somebody close that open."""
        ...

    async def add_relative_link(self, request_id: RequestId, token_hash: str) -> None:
        """Let one more link show how far the request is."""
        ...

    async def revoke_relative_links(self, request_id: RequestId) -> None:
        """Let none of them open any more."""
        ...

    async def of_person(self, reference: str, mark: str) -> RequestId | None:
        """Find the request with this reference whose people are reached at this mark."""
        ...


class WithRequestLinks(Protocol):
    """A transaction in which links of requests can be read and changed."""

    @property
    def request_links(self) -> RequestLinks:
        """Give the links as this transaction sees them."""
        ...


class LinkingWork(WithRequestLinks, WithRequests, Publishes, Protocol):
    """What links to a request need of a transaction."""
