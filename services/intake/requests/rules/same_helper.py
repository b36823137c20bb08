"""Whether whoever helped may be asked first when the same is asked for again."""

from services.intake.requests.model import Closure, Progress
from services.intake.requests.rules.standing import completed_match
from services.intake.requests.rules.steps import Care
from shared.contracts.words import Helped


def may_be_same(
    closure: Closure | None, progress: Progress, helped: Helped | None, care: Care
) -> bool:
    """Say so where a volunteer gave the help, and nobody said that it did not help."""
    is_done = closure is Closure.COMPLETED and completed_match(progress) is not None
    return is_done and helped is not Helped.NO and not care.by_staff


def parting_of(reference: str) -> tuple[str, str]:
    """Give the purpose and the part of which the installation's key makes a parting's mark."""
    return "parting", reference
