"""The letter that confirms a request, if its sender can be reached by one."""

from collections.abc import Sequence

from services.intake.requests.model import RequestLetter, Template
from services.intake.requests.ports import Letters
from services.intake.submissions.model import NewRequest
from shared.messaging.outbox import Announcement
from shared.reach_points import reached_by_letter


def received(letters: Letters, new: NewRequest, status_url: str) -> Sequence[Announcement]:
    """Confirm a request with the link that its answer has too."""
    plea, reach_point = new.plea, reached_by_letter(new.plea.reach_points)
    if reach_point is None:
        return ()
    letter = RequestLetter(
        template=Template.RECEIVED,
        request_id=new.id,
        reference=new.reference,
        municipality=plea.municipality,
        activation=new.activation,
        contact=plea.contact,
        to=reach_point,
        status_url=status_url,
        code_word=new.code_word,
        heard_by=new.promise.heard_by,
    )
    return (letters.announce(letter),)
