"""What is wrong with the body of a call, in the words that the form has for it."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from shared.fields.problem import Problem, too_long
from shared.web.catalogues import UnknownTextError
from shared.web.forms import in_words

ANY_FIELD: Final = "api"
"""The texts `problem.api.…` fit a field that has none of its own."""
_CODE_QUOTED: Final = re.compile(r"'([^']*)'")
_WHY: Final[Mapping[str, str]] = {
    "missing": "missing",
    "extra_forbidden": "extra",
    "too_long": "many",
    "string_too_long": "long",
}
"""By pydantic's own code; whatever else is wrong is `invalid`."""

Text = Callable[..., str]


def said_of(item: Mapping[str, Any], text: Text) -> dict[str, object]:
    """Say one thing that is wrong: the code is kept for programs, the codes allowed are listed."""
    where = tuple(map(str, item["loc"][1:]))
    expected = str(item.get("ctx", {}).get("expected", ""))
    allowed = _CODE_QUOTED.findall(expected)
    said = {"field": ".".join(where), "code": item["type"], "message": _message(item, where, text)}
    return {**said, "allowed": allowed} if allowed else said


def _message(item: Mapping[str, Any], where: tuple[str, ...], text: Text) -> str:
    why = _WHY.get(item["type"], "invalid")
    if why == "long":
        problem = too_long(where[0], item["input"], item["ctx"]["max_length"])
    else:
        problem = Problem(where[0] if where and why != "extra" else ANY_FIELD, why)
    try:
        return in_words(text, problem)
    except UnknownTextError:
        return text(f"problem.{ANY_FIELD}.{why}")
