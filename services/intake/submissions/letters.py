"""The mail that confirms a request, if its sender gave an address."""

from collections.abc import Sequence

from services.intake.requests.model import Letter, Template
from services.intake.requests.ports import Letters
from services.intake.submissions.model import NewRequest
from shared.messaging.outbox import Announcement


def received(letters: Letters, new: NewRequest, status_url: str) -> Sequence[Announcement]:
    """Confirm a request with the link that its answer has too."""
    plea = new.plea
    if not plea.contact.email:
        return ()
    letter = Letter(
        template=Template.RECEIVED,
        request_id=new.id,
        reference=new.reference,
        language=plea.language,
        municipality=plea.municipality,
        activation=new.activation,
        contact=plea.contact,
        status_url=status_url,
    )
    return (letters.announce(letter),)
