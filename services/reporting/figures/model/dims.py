"""By what figures may be taken apart."""

from enum import StrEnum


class Dim(StrEnum):
    """One way; the catalogues have what its codes are called (`line.food`, `basis.counted`)."""

    LINE = "line"
    NEED = "need"
    """The category, or `line:` and the line where the category may not be told."""
    MUNICIPALITY = "municipality"
    CHANNEL = "channel"
    LANGUAGE = "language"
    MONTH = "month"
    """2026-11."""
    BASIS = "basis"
    OUTCOME = "outcome"
    """How a call ended."""
    DIRECTION = "direction"
    """Who rang whom."""
    HOURS = "hours"
    """Whether somebody should have answered the phone: open, shut."""
    REASON = "reason"
    """Why an organisation declined."""
    STANDING = "standing"
    """Whether an organisation takes requests now or rests: joined, paused."""
    ANSWER = "answer"
    """Whether somebody got the help they needed: yes, partly, no, none (no answer)."""
    GENDER = "gender"
    """women, men, other: only of what is entered by hand."""
