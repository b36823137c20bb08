"""Whether a request may come in now, and how it is stored with what else its transaction stores."""

from dataclasses import dataclass

from services.intake.submissions.model import Plea, Submission
from services.intake.submissions.ports import SubmissionWork, TakenIn, WithSubmissions
from services.intake.submissions.rules.door import shut_to
from shared.activation.rules import DoorShutError
from shared.activation.standing import Standing


@dataclass(frozen=True, slots=True)
class Within:
    """Implements `Reception` in a transaction that stores more than the request."""

    work: SubmissionWork

    async def take_in(self, taken: TakenIn) -> bool:
        """Store it and say its events; neither counts before the transaction ends."""
        is_said = await self.work.submissions.keep(taken)
        if is_said:
            await self.work.publish(taken.announcements)
        return is_said


async def let_in(
    work: WithSubmissions, plea: Plea, submission: Submission, standing: Standing | None
) -> None:
    """Raise DoorShutError where the door is shut to what is new; what came before is told again.

    Without a standing no door is shut: it was inside before.
    """
    shut = shut_to(plea, standing) if standing else None
    if shut is not None and await work.submissions.known(submission.key_hash) is None:
        raise DoorShutError(shut)
