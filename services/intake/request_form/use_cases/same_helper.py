"""Whether whoever helped is asked first when the same is asked for again."""

from collections.abc import Mapping

from services.intake.request_form.ports import FormerWork
from services.intake.request_form.rules import former_in
from services.intake.requests.model import Request, RequestId
from services.intake.requests.ports import WithRequests
from services.intake.requests.rules.same_helper import may_be_same, parting_of
from shared.sealing.pseudonyms import Pseudonyms


async def may_help_again(work: WithRequests, request: Request) -> bool:
    """Say whether it is offered: what was told of a concern decides nothing that is shown."""
    progress = await work.requests.progress(request.id)
    helped = await work.requests.helped(request.id)
    care = await work.requests.care(request.id)
    return may_be_same(request.closure, progress, helped, care)


async def helped_before(
    work: FormerWork, fields: Mapping[str, str], pseudonyms: Pseudonyms
) -> RequestId | None:
    """Give the request whose helper is asked first; None where nobody is, or not any more."""
    wished = former_in(fields)
    former = await work.requests.lock(wished) if wished else None
    if former is None or not await may_help_again(work, former):
        return None
    are_parted = await work.partings.holds(pseudonyms.of(*parting_of(former.reference)))
    return None if are_parted else former.id
