"""The letter that confirms a request, if its sender can be reached by one."""

from collections.abc import Sequence

from services.intake.requests.model import Letter, Template
from services.intake.requests.ports import Letters
from services.intake.requests.rules.reach import reached_by_letter
from services.intake.submissions.model import NewRequest
from shared.messaging.outbox import Announcement


def received(letters: Letters, new: NewRequest, status_url: str) -> Sequence[Announcement]:
    """Confirm a request with the link that its answer has too."""
    plea, reach_point = new.plea, reached_by_letter(new.plea.reach_points)
    if reach_point is None:
        return ()
    letter = Letter(
        template=Template.RECEIVED,
        request_id=new.id,
        reference=new.reference,
        language=reach_point.language,
        municipality=plea.municipality,
        activation=new.activation,
        contact=plea.contact,
        reach_point=reach_point,
        status_url=status_url,
    )
    return (letters.announce(letter),)
