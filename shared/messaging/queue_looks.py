"""Look whether queues are there, by a connection of its own that is kept from look to look."""

from contextlib import AbstractAsyncContextManager
from typing import Self

from aio_pika.abc import AbstractChannel, AbstractConnection
from aiormq.exceptions import ChannelNotFoundEntity
from typing_extensions import override

from shared.messaging.publisher import connect, part_with
from shared.messaging.topology import WorkQueue, specs_of


class QueueLooks(AbstractAsyncContextManager["QueueLooks"]):
    """Opened again after whatever went wrong within `async with`; asking needs no right."""

    def __init__(self, rabbit_url: str, name: str) -> None:
        """Connect when first needed, as `name` in the broker's list."""
        self._url = rabbit_url
        self._name = name
        self._connection: AbstractConnection | None = None
        self._channel: AbstractChannel | None = None

    @override
    async def __aenter__(self) -> Self:
        """Begin a look."""
        return self

    @override
    async def __aexit__(self, kind: object, error: BaseException | None, trace: object, /) -> None:
        """Give the connection up when the look failed."""
        if error is not None:
            await self.close()

    async def gone(self, queue: WorkQueue) -> str | None:
        """Name the first of its queues that is missing; None when all are there."""
        for spec in specs_of(queue):
            if await self.consumers(spec.name) is None:
                return spec.name
        return None

    async def consumers(self, name: str) -> int | None:
        """Count who listens to a queue; None when it is missing."""
        try:
            found = await (await self._open_channel()).get_queue(name)
        except ChannelNotFoundEntity:  # which closes the channel
            return None
        return found.declaration_result.consumer_count or 0

    async def connection(self) -> AbstractConnection:
        """Give the open connection."""
        if self._connection is None:
            self._connection = await connect(self._url, self._name)
        return self._connection

    async def close(self) -> None:
        """Disconnect; the next look connects again."""
        connection, self._connection, self._channel = self._connection, None, None
        if connection is not None:
            await part_with(connection)

    async def _open_channel(self) -> AbstractChannel:
        if self._channel is None or self._channel.is_closed:
            self._channel = await (await self.connection()).channel()
        return self._channel
