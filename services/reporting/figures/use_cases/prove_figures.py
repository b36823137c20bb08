"""Hold the projections against the log, by other means than those by which they are made."""

from services.reporting.figures.model.proof import Proved
from services.reporting.figures.ports import Proof


async def prove_figures(proof: Proof) -> Proved:
    """Count both; whoever asks sees one moment of them."""
    return Proved(
        counted=await proof.count_projections(),
        recounted=await proof.count_log(),
        marked=await proof.mark_projections(),
        remarked=await proof.mark_log(),
    )
