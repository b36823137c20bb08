"""Codes of what somebody may ask of the network about themselves."""

from enum import StrEnum


class RightKind(StrEnum):
    """What somebody asks for."""

    ACCESS = "access"
    """What is known of them."""


class RightService(StrEnum):
    """Who keeps something of people and answers for it."""

    INTAKE = "intake"
    MATCHING = "matching"
    NOTIFY = "notify"
