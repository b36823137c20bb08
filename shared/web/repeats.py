"""A request whose transaction lost to another is served again, before anybody is told of it."""

from collections.abc import MutableSequence
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.postgres.races import until_won


@dataclass(frozen=True, slots=True)
class Repeats:
    """Innermost of ours: a person's click is done again as a whole, with the same form.

    Pages do the same whether they are served once or twice, so a page of two transactions may be
    repeated as well.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve; what was read of the body is read again by each repeat."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        body = _Body(receive)

        async def serve() -> None:
            await self.app(scope, body.from_the_start(), send)

        await until_won(serve)


@dataclass(slots=True)
class _Body:
    """Keeps what came in; the guard outside of us has limited it."""

    receive: Receive
    kept: MutableSequence[Message] = field(default_factory=list)

    def from_the_start(self) -> Receive:
        """Give a way to read it all, what was read before first."""
        place = 0

        async def read() -> Message:
            nonlocal place
            if place == len(self.kept):
                self.kept.append(await self.receive())
            place += 1
            return self.kept[place - 1]

        return read
