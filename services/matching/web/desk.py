"""What the pages work with while the service runs."""

from dataclasses import dataclass

from services.matching.handlers.answering import Answering
from services.matching.handlers.assigning import Assigning
from services.matching.handlers.enrolling import Enrolling


@dataclass(frozen=True, slots=True)
class Desk:
    """The use cases behind the volunteers' pages."""

    enrolling: Enrolling
    answering: Answering
    assigning: Assigning
