"""One question after the help: whether they got what they needed."""

from dataclasses import dataclass

from services.intake.attention.model import AttentionReason
from services.intake.requests.events import answered
from services.intake.requests.model import Closure
from services.intake.requests.ports import ReopenWork
from services.intake.requests.use_cases.links import lock_linked
from shared.contracts.words import Helped
from shared.work import Store


@dataclass(frozen=True, slots=True)
class TakeFeedback:
    """Whoever holds the link may answer, once for each time that help was reported."""

    store: Store[ReopenWork]

    async def answer(self, token: str, helped: Helped) -> bool:
        """Keep the answer and say it; False for an unknown link.

        The first answer stays. Whoever did not get all they needed is called by a person.
        """
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return False
            is_asked = request.closure is Closure.COMPLETED
            if is_asked and await work.requests.helped(request.id) is None:
                said = answered(request, helped)
                await work.requests.keep_helped(request.id, said.version, helped)
                if helped is not Helped.YES:
                    await work.attention.call_person(request.id, AttentionReason.NOT_HELPED)
                await work.publish([said])
        return True
