"""Whether a key came before, asked by whoever only checks: nothing is stored and nobody is told."""

from typing import Literal

from services.intake.submissions.model import Plea
from services.intake.submissions.use_cases.take_in import TakeInRequests, submission_of

Known = Literal["received_before", "other_content"]


async def known_as(taking: TakeInRequests, plea: Plea, key: str) -> Known | None:
    """Say as what a request would be refused, or its answer repeated; None for a new one."""
    submission = submission_of(plea, key, await taking.pseudonym_keys.pseudonyms())
    async with taking.store.begin() as work:
        known = await work.submissions.known(submission.key_hash)
    if known is None:
        return None
    is_same = known.fingerprint in {None, submission.fingerprint}
    return "received_before" if is_same else "other_content"
