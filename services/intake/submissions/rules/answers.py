"""What the one who asked is told."""

from collections.abc import Collection

from services.intake.requests.rules.help import help_kinds
from services.intake.submissions.model import Answer, NewRequest, Reserved
from shared.contracts.words import HelpKind


def answer_to(new: NewRequest, status_url: str, about: Collection[str]) -> Answer:
    """Give reference and link, the lines of help that fit, and whether only a person reads it.

    A child who asks alone is told to the end where a grown-up answers at once.
    """
    childs = [HelpKind.CHILDREN] if Reserved.CHILD_ALONE in new.reserved else []
    kinds = tuple(dict.fromkeys([*childs, *help_kinds(new.plea.needs, about)]))
    return Answer(
        new.reference,
        status_url,
        help_kinds=kinds,
        to_person=bool(new.reserved),
        heard_by=new.promise.heard_by,
    )
