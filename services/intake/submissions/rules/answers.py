"""What the one who asked is told."""

from collections.abc import Collection

from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.model import Answer, NewRequest


def answer_to(new: NewRequest, status_url: str, about: Collection[str]) -> Answer:
    """Give reference and link, the lines of help that fit, and whether only a person reads it."""
    kinds = tuple(help_kinds(new.plea.category, about))
    return Answer(
        new.reference,
        status_url,
        help_kinds=kinds,
        to_person=bool(new.reserved),
        heard_by=new.promise.heard_by,
    )
