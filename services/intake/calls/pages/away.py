"""What was typed comes back when nothing can be stored: in the page, and nowhere else."""

from collections.abc import Callable, Coroutine
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.routing import APIRoute
from typing_extensions import override

from services.intake.calls.pages.desk import fields_of, is_by_script
from shared.postgres.errors import is_unavailable
from shared.web.error_answers import RETRY_AFTER
from shared.web.pages import render

Handle = Callable[[Request], Coroutine[object, object, Response]]


class WordsComeBack(APIRoute):
    """Where the database is away, a press is answered by a form with all that was typed.

    A script leaves the page as it is when it is told of an error, so it needs none.
    """

    @override
    def get_route_handler(self) -> Handle:
        handle = super().get_route_handler()

        async def handle_or_give_back(request: Request) -> Response:
            try:
                return await handle(request)
            except Exception as error:
                if not is_unavailable(error) or is_by_script(request):
                    raise
                return await _given_back(request, error)

        return handle_or_give_back


async def _given_back(request: Request, error: Exception) -> Response:
    fields = await fields_of(request)
    if "version" not in fields:
        raise error
    answer = render(request, "calls/unsaved.html", HTTPStatus.SERVICE_UNAVAILABLE, values=fields)
    answer.headers.update(RETRY_AFTER)
    return answer
