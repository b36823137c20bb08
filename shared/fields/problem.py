"""What is wrong with what somebody typed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One field cannot be taken; `code` names the reason and its message."""

    field: str
    code: str
