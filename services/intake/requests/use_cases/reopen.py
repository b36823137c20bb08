"""The help did not come, whatever was said: it is searched for again."""

from dataclasses import dataclass

from services.intake.attention.model import AttentionReason
from services.intake.requests.events import reopened
from services.intake.requests.model import Request
from services.intake.requests.ports import ReopenWork
from services.intake.requests.rules.promises import Promises
from services.intake.requests.rules.standing import can_reopen, last_number
from services.intake.requests.use_cases.links import lock_linked
from services.intake.requests.use_cases.settle import SettleRequests
from services.intake.requests.use_cases.tell_helped import TellHelped
from shared.same_person import SamePerson
from shared.work import Store


@dataclass(frozen=True, slots=True)
class ReopenRequests:
    """Whoever holds the link may say that they were not helped."""

    store: Store[ReopenWork]
    settle: SettleRequests
    promises: Promises
    same_person: SamePerson

    async def reopen_request(self, token: str) -> bool:
        """Open a request again that counts as done; False for an unknown link.

        One that stands otherwise stays as it is, so that pressing twice is pressing once. Whoever
        reported help that did not come knows the word, so it changes, and a person looks, too.
        """
        async with self.store.begin() as work:
            request = await lock_linked(work, token)
            if request is None:
                return False
            if can_reopen(request.closure):
                await work.attention.call_person(request.id, AttentionReason.NOT_HELPED)
                await self.search_again(work, request)
        return True

    async def search_again(self, work: ReopenWork, request: Request) -> None:
        """Open a request that the caller has locked; what matching said before counts no more."""
        after = last_number(await work.requests.progress(request.id))
        points = await work.requests.reach_points(request.id)
        not_for = self.same_person.marks(request.id, points)
        said = reopened(request, await work.requests.asked(request.id), not_for)
        await work.requests.reopen(request.id, said.version, after)
        promise = self.promises.first(request.urgency, points)
        await work.requests.keep_promise(request.id, promise)
        await self.settle.change_code_word(work, request)
        await work.publish([said])
        await TellHelped(self.settle.letters).tell(work, request)
