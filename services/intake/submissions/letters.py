"""The first letters about a request: to whoever asked, and to the one they asked for."""

from collections.abc import Iterator

from services.intake.requests.model import RequestLetter, Template
from services.intake.requests.rules.links import Links
from services.intake.submissions.model import NewRequest
from services.intake.submissions.rules.told import answered_at, told_at
from shared.reach_points import ReachPoint


def first_letters(
    new: NewRequest, links: Links, tokens: tuple[str, str]
) -> Iterator[RequestLetter]:
    """Confirm it to whoever asked, and tell the one who is helped, where letters are safe.

    Each is given a link of their own, made of the first and of the second token.
    """
    plea = new.plea
    asker, helped = (links.status_url(plea.language, token) for token in tokens)
    if to := answered_at(plea):
        yield _letter(new, Template.RECEIVED, to, asker)
    if to := told_at(plea):
        yield _letter(new, Template.ASKED_FOR_YOU, to, helped)


def _letter(new: NewRequest, template: Template, to: ReachPoint, url: str) -> RequestLetter:
    return RequestLetter(
        template=template,
        request_id=new.id,
        reference=new.reference,
        municipality=new.plea.municipality,
        activation=new.activation,
        contact=new.plea.contact,
        to=to,
        status_url=url,
        code_word=new.code_word,
        heard_by=new.promise.heard_by,
    )
