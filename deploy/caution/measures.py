"""How much of what is dangerous and of what is ordinary is raised, and why one plea is."""

from collections import Counter
from collections.abc import Iterator, Sequence

from deploy.caution.corpus import Told
from services.intake.submissions.rules.caution import Caution
from services.intake.submissions.rules.word_parts import sentences_of, stretches_of

Weighed = Sequence[tuple[Told, bool]]


def table_of(weighed: Weighed) -> Iterator[str]:
    """Give a line for each language and each kind: how many of how many were raised."""
    rows: Counter[tuple[str, str]] = Counter()
    hits: Counter[tuple[str, str]] = Counter()
    for told, is_raised in weighed:
        side = "danger" if told.is_danger else "ordinary"
        for row in ((told.language, side), ("all", side), (side, told.kind)):
            rows[row] += 1
            hits[row] += is_raised
    for row, count in rows.items():
        yield f"{' '.join(row):24} {hits[row]:5} of {count:5}  {hits[row] / count:6.1%}"


def misses_of(weighed: Weighed) -> Iterator[str]:
    """List danger that was not raised, then the ordinary that was."""
    for told, is_raised in sorted(weighed, key=lambda each: not each[0].is_danger):
        if told.is_danger is not is_raised:
            name = "missed" if told.is_danger else "raised"
            yield f"{name} {told.language} {told.kind}: {told.text}"


def why(text: str, caution: Caution, most: int = 25) -> Iterator[str]:
    """Give, for the sentences that weigh most, the parts that weighed most."""
    known = caution.danger.weights
    heaviest = max(stretches_of(sentences_of(text), known), key=caution.danger.weigh)
    weight = caution.danger.weigh(heaviest)
    yield f"weight {weight:+.1f}, raised above 0; without words {caution.danger.bias}"
    for part in sorted(heaviest, key=lambda part: (-abs(known[part]), part))[:most]:
        yield f"{known[part]:+5} {part}"
