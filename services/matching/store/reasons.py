"""Decisions as JSON: short, and read back as they were."""

import json
from dataclasses import asdict
from typing import Any

from services.matching.domain.explaining import Considered, Decision
from services.matching.domain.weighing import Cost
from services.matching.domain.words import Reason

_DIGITS = 3


def written(decision: Decision) -> str:
    """Write it, figures to three digits after the point."""
    return json.dumps(_rounded(asdict(decision)))


def read(text: str) -> Decision:
    """Read what was written."""
    body = json.loads(text)
    return Decision(
        asked=tuple(map(_considered, body.pop("asked"))),
        next_best=tuple(map(_considered, body.pop("next_best"))),
        refusals={Reason(code): count for code, count in body.pop("refusals").items()},
        **body,
    )


def _considered(body: dict[str, Any]) -> Considered:
    return Considered(**{**body, "cost": Cost(**body["cost"])})


def _rounded(value: Any) -> Any:  # noqa: ANN401  # JSON is of any kind
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, dict):
        return {str(key): _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value
