"""The file of weights that intake reads: as small as may be, and still to be read by people."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from deploy.caution.regression import Learned
from services.intake.submissions.rules.caution import DANGER, Scale

NETWORK: Final = Path(__file__).parents[1] / "network"
WORDS_FILE: Final = NETWORK / "caution.toml"
WEIGHTS_FILE: Final = NETWORK / "caution_weights.txt"
_HEAD: Final = """\
# What parts of words weigh for danger and for its kinds: written by `python -m deploy.caution`,
# never by hand. A line is a weight and all its parts: `word`, `~piece` of a word (`_` is where
# it ends), and beginnings of words that are `next+to` each other or have `one..between` them.
# corpus {corpus}
"""


def text_of(learned: Learned, corpus: str) -> str:
    """Write what was learned from the corpus of this hash."""
    scales = {DANGER: learned.danger, **learned.kinds}
    lines = (line for about, scale in scales.items() for line in _lines(about, scale))
    return _HEAD.format(corpus=corpus) + "".join(f"{line}\n" for line in lines)


def _lines(about: str, scale: Scale) -> Iterator[str]:
    by_weight: dict[int, list[str]] = {}
    for part, weight in sorted(scale.weights.items()):
        by_weight.setdefault(weight, []).append(part)
    yield f"about {about} {scale.bias}"
    for weight in sorted(by_weight, reverse=True):
        yield f"{weight} {' '.join(by_weight[weight])}"
