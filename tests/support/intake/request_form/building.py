"""A form filled in by one person."""

from services.intake.request_form.model import FormKey
from services.intake.request_form.rules import first_unanswered
from services.intake.request_form.use_cases.fill_in import FillInForm
from services.intake.submissions.use_cases.take_in import Receipt
from shared.fields.problem import Problem
from tests.support.intake.submissions.building import FIELDS


async def fill_in(form: FillInForm, **bent: str) -> FormKey:
    """Answer every question."""
    key = await form.start_draft(None)
    fields = dict[str, str]()
    while (step := first_unanswered(fields)) is not None:
        kept = await form.keep_answers(key, step, FIELDS | bent)
        assert kept is not None
        assert kept.problems == ()
        fields = dict(kept.draft.fields)
    return key


async def send(form: FillInForm, key: FormKey) -> Receipt | tuple[Problem, ...] | None:
    """Send what is in the form now."""
    draft = await form.read_draft(key)
    return await form.send_draft(key, str(draft.version) if draft else "")
