"""Calls of an API that Schemathesis makes of its OpenAPI document: what fits, and what does not."""

import json
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

QUIET = settings(
    database=None,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    verbosity=Verbosity.quiet,
)


def calls(
    document: Mapping[str, Any], number: int, whole: Mapping[str, object]
) -> Sequence[httpx.Request]:
    """Make so many calls or a few more, half of them to fit; what takes no body is called once.

    Where nothing takes a body, all are called alike often.

    Every second that fits gets the fields of `whole`, without which the rules behind the schema
    would refuse it early.
    """
    operations = [
        found.ok()
        for found in schemathesis.openapi.from_dict(dict(document)).get_all_operations()
        if isinstance(found, Ok)
    ]
    with_body = [each for each in operations if each.body]
    varied = with_body or operations
    share = ceil(number / (2 * len(varied)))
    return [
        _sent(case, whole if fits and place % 2 else {})
        for operation in operations
        for fits in (True, False)
        for place, case in enumerate(
            _cases(operation, share if operation in varied else 1, fits=fits)
        )
    ]


def _cases(
    operation: APIOperation[Any, Any, Any, Any], number: int, *, fits: bool
) -> Iterator[Case[Any]]:
    made: list[Case[Any]] = []
    mode = GenerationMode.POSITIVE if fits else GenerationMode.NEGATIVE

    @settings(QUIET, max_examples=number)
    @given(operation.as_strategy(generation_mode=mode))
    def make(case: Case[Any]) -> None:
        made.append(case)

    try:
        make()
    except Unsatisfiable:  # there is nothing that could be wrong with it
        return
    yield from made


def _sent(case: Case[Any], whole: Mapping[str, object]) -> httpx.Request:
    words = case.as_transport_kwargs(base_url="http://localhost:8080")
    headers = {name: value.encode() for name, value in words["headers"].items()}
    body = words.get("data")
    if "json" in words:
        said = words["json"]
        body = json.dumps({**said, **whole} if isinstance(said, dict) else said).encode()
    given_body = {"content": body} if isinstance(body, str | bytes) else {"data": body}
    return httpx.Request(
        words["method"], words["url"], params=words["params"], headers=headers, **given_body
    )
