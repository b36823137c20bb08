"""A right request is read at once; FastAPI reads the others, and says what is wrong with them."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any, Final

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from typing_extensions import override

from services.intake.doors.model import Visit
from services.intake.submissions.api.bodies import AskForHelp
from services.intake.submissions.use_cases.take_in import TakeInRequests
from shared.web.forms import address_of
from shared.web.idempotency import IdempotencyKey

_JSON: Final = b"application/json"
_KEY: Final[TypeAdapter[str]] = TypeAdapter(IdempotencyKey)
"""By the rule that FastAPI reads it by."""
_Headers = Mapping[bytes, bytes]


class QuickRoute(APIRoute):
    """The route of the request that comes most: FastAPI's own reading costs as much as all else.

    The same models and the same gate say what is right, so a client cannot tell who read it.
    """

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Make what answers."""
        by_fastapi = super().get_route_handler()

        async def answer(request: Request) -> Response:
            given = read_at_once(request, await request.body())
            if given is None:
                return await by_fastapi(request)
            await request.app.state.gate(request)
            result: Response = await self.endpoint(request, **given)
            return result

        return answer


def read_at_once(request: Request, body: bytes) -> Mapping[str, object] | None:
    """Give what the endpoint takes; None where anything is missing, wrong, doubled or odd."""
    sent = request.scope["headers"]
    headers = dict(sent)
    kind = headers.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind != _JSON or len(headers) != len(sent):
        return None
    try:
        return {
            "body": AskForHelp.model_validate_json(body),
            "key": _KEY.validate_python(_header(headers, b"idempotency-key")),
            "at": request.app.state.use_cases[TakeInRequests],
            "visit": _visit(request, headers),
        }
    except ValidationError:
        return None


def _visit(request: Request, headers: _Headers) -> Visit:
    proof, shown = _header(headers, b"request-proof"), _header(headers, b"import-pass")
    return Visit(address_of(request), proof or "", shown)


def _header(headers: _Headers, name: bytes) -> str | None:
    value = headers.get(name)
    return None if value is None else value.decode("latin-1")
