"""Codes of calls with the network's phone."""

from enum import StrEnum


class CallDirection(StrEnum):
    """Who rang whom."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"


class CallOutcome(StrEnum):
    """How a call with the network's phone ended: exactly one of these."""

    NEW_REQUEST = "new_request"
    ADDED = "added"
    """It was about a request from before."""
    ADVISED = "advised"
    NO_HELP_WANTED = "no_help_wanted"
    CALL_BACK = "call_back"
    """It was agreed that we ring again."""
    HANDED_OVER = "handed_over"
    """An authority or a line of help has it."""
    OUT_OF_SCOPE = "out_of_scope"
    REFUSED = "refused"
    """Whoever was rung wants no such calls."""
    NO_ANSWER = "no_answer"
    WRONG_NUMBER = "wrong_number"
    SILENT = "silent"
    """Somebody was there and said nothing."""
    BROKEN_OFF = "broken_off"
    ABUSE = "abuse"
    TEST = "test"
    UNFINISHED = "unfinished"
    """Nobody said how it ended, for a week."""
