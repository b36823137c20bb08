"""Take in what our staff or a partner hands in for somebody, with what they store beside it."""

from typing import Final, Protocol

from services.intake.doors.model import Manner
from services.intake.requests.model import RequestId
from services.intake.requests.ports import WithRequests
from services.intake.requests.use_cases.links import linked
from services.intake.submissions.model import Answer, Plea
from services.intake.submissions.ports import SubmissionWork
from services.intake.submissions.use_cases.take_in import Belonging, TakeInRequests

OURS: Final = Manner(is_ours=True)


class HandInWork(SubmissionWork, WithRequests, Protocol):
    """What handing a request in needs of a transaction."""


async def hand_in(
    submissions: TakeInRequests, work: HandInWork, plea: Plea, key: str, to: Belonging
) -> tuple[RequestId, Answer]:
    """Take it in by the caller's transaction; a key that was used gives what it got before.

    Raises AnswerGoneError.
    """
    receipt = await submissions.take_in_with(work, plea, key, to, OURS)
    if receipt.request_id is not None:
        return receipt.request_id, receipt.answer
    request = await linked(work, receipt.answer.status_url.rpartition("/")[2])
    assert request is not None, "it was stored with its link"  # noqa: S101  # just now
    return request.id, receipt.answer
