"""What an event says of what matching searches by, and what it never says."""

from typing import Final, Protocol, TypedDict

from shared.contracts.words import (
    SERVICE_LINE_OF,
    Category,
    Language,
    ServiceLine,
    Urgency,
    VettingLevel,
)


class Asked(Protocol):
    """What matching searches by, as it was asked for."""

    @property
    def category(self) -> Category:
        """What kind of help, by the need that restricts most."""
        ...

    @property
    def also(self) -> tuple[Category, ...]:
        """What the same helper does beside."""
        ...

    @property
    def urgency(self) -> Urgency:
        """How soon."""
        ...

    @property
    def municipality(self) -> str:
        """Where."""
        ...

    @property
    def postal_code(self) -> str:
        """Where, more closely."""
        ...

    @property
    def language(self) -> Language:
        """In what language they are written to."""
        ...

    @property
    def min_vetting(self) -> VettingLevel:
        """How well a helper must be known."""
        ...


class _Revealing(TypedDict):
    service_line: ServiceLine
    category: Category | None
    also: tuple[Category, ...]
    postal_code: str | None
    min_vetting: VettingLevel


class Facts(_Revealing):
    """What an event says of it."""

    urgency: Urgency
    municipality: str
    language: Language
    volunteer_allowed: bool
    may_be_referred: bool


NOT_FOR_VOLUNTEERS: Final = _Revealing(
    service_line=ServiceLine.ADVICE,
    category=None,
    also=(),
    postal_code=None,
    min_vetting=VettingLevel.NONE,
)
"""Said of every request that no volunteer may know of, so that nothing tells why (settled 41)."""


def facts_of(asked: Asked, *, volunteer_allowed: bool, may_be_referred: bool = False) -> Facts:
    """Give what an event says of it; whatever would reveal why it is reserved stays here."""
    revealing = NOT_FOR_VOLUNTEERS
    if volunteer_allowed:
        revealing = _Revealing(
            service_line=SERVICE_LINE_OF[asked.category],
            category=asked.category,
            also=asked.also,
            postal_code=asked.postal_code,
            min_vetting=asked.min_vetting,
        )
    return Facts(
        urgency=asked.urgency,
        municipality=asked.municipality,
        language=asked.language.spoken,
        volunteer_allowed=volunteer_allowed,
        may_be_referred=may_be_referred,
        **revealing,
    )
