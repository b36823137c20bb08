"""Learn what parts of words weigh, by logistic regression: one corpus gives one set of weights."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

from deploy.caution.corpus import Told
from services.intake.submissions.rules.caution import Scale
from services.intake.submissions.rules.word_parts import parts_of, sentences_of, stretches_of

FALSE_RATE: Final = 0.15
"""So much of what is ordinary may be raised, among pleas that were not learned from."""
_FOLDS: Final = 4
_KEPT: Final = 60_000
"""So many parts are kept for danger, those that weigh most."""
_KEPT_OF_KIND: Final = 1_200
_STRICTNESS: Final = 10.0
_LARGEST: Final = 999

Floats = NDArray[np.float64]
Parts = Collection[str]


@dataclass(frozen=True, slots=True)
class Learned:
    """The scales that intake weighs with."""

    danger: Scale
    kinds: dict[str, Scale]


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Pleas by their parts: each counts once, rare ones more, long pleas no more than short."""

    vocabulary: Sequence[str]
    rareness: Floats
    rows: csr_matrix

    @classmethod
    def of(cls, pleas: Sequence[Parts]) -> "_Matrix":
        """Put the parts in the order of the alphabet, each with its number."""
        counts = Counter(chain.from_iterable(pleas))
        vocabulary = sorted(counts)
        rareness = np.log(len(pleas) / np.array([counts[part] for part in vocabulary])) + 1
        number = {part: place for place, part in enumerate(vocabulary)}
        columns = [sorted(number[part] for part in parts) for parts in pleas]
        values = [rareness[each] / np.sqrt(len(each) or 1) for each in columns]
        ends = np.cumsum([0, *map(len, columns)])
        flat = np.fromiter(chain.from_iterable(columns), dtype=np.int64)
        shape = (len(pleas), len(vocabulary))
        return cls(vocabulary, rareness, csr_matrix((np.concatenate(values), flat, ends), shape))


def learn(corpus: Sequence[Told], threshold: float) -> Learned:
    """Learn danger from all pleas, and kinds from the dangerous."""
    danger = _danger(corpus, threshold)
    dangerous = [told for told in corpus if told.is_danger]
    pleas = [_known(told.text, danger) for told in dangerous]
    kinds = sorted({told.kind for told in dangerous})
    return Learned(
        danger,
        {
            kind: _scale(pleas, [told.kind == kind for told in dangerous], _KEPT_OF_KIND)
            for kind in kinds
        },
    )


def held_out(corpus: Sequence[Told]) -> Sequence[tuple[Told, float]]:
    """Weigh each plea by what was learned from the others."""
    return [
        (told, weight_of(told.text, danger))
        for fold in range(_FOLDS)
        for danger in [_danger([t for n, t in enumerate(corpus) if n % _FOLDS != fold])]
        for told in corpus[fold::_FOLDS]
    ]


def threshold_of(weighed: Sequence[tuple[Told, float]]) -> float:
    """Give the weight that no more of the ordinary pass than may."""
    ordinary = [weight for told, weight in weighed if not told.is_danger]
    return float(np.quantile(ordinary, 1 - FALSE_RATE))


def weight_of(text: str, scale: Scale) -> float:
    """Weigh a plea by its heaviest sentences, as intake does."""
    return max(map(scale.weigh, stretches_of(sentences_of(text), scale.weights)))


def _danger(corpus: Sequence[Told], threshold: float = 0) -> Scale:
    pleas = [_parts(told.text) for told in corpus]
    return _scale(pleas, [told.is_danger for told in corpus], _KEPT, threshold)


def _scale(pleas: Sequence[Parts], is_so: Sequence[bool], kept: int, threshold: float = 0) -> Scale:
    """Fit twice: with all parts, and with those that weighed most."""
    first = _fitted(_Matrix.of(pleas), is_so)
    heaviest = sorted(first.weights, key=lambda part: (-abs(first.weights[part]), part))[:kept]
    chosen = frozenset(heaviest)
    again = _fitted(_Matrix.of([[p for p in parts if p in chosen] for parts in pleas]), is_so)
    weights = {part: weight for part, weight in again.weights.items() if weight}
    return Scale(again.bias - threshold, weights)


def _fitted(matrix: _Matrix, is_so: Sequence[bool]) -> Scale:
    solved = _logistic(matrix.rows, np.where(is_so, 1.0, -1.0))
    weights = solved[:-1] * matrix.rareness
    factor = _LARGEST / max(np.abs(weights).max(), 1e-9)
    whole = np.rint(weights * factor).astype(int).tolist()
    return Scale(
        round(float(solved[-1]) * factor, 1), dict(zip(matrix.vocabulary, whole, strict=True))
    )


def _logistic(rows: csr_matrix, sides: Floats) -> Floats:
    columns = rows.T.tocsr()

    def loss(weights: Floats) -> tuple[float, Floats]:
        margins = sides * (rows @ weights[:-1] + weights[-1])
        pull = -sides / (1 + np.exp(np.minimum(margins, 500))) * _STRICTNESS
        size = 0.5 * weights[:-1] @ weights[:-1]
        lost = _STRICTNESS * np.logaddexp(0, -margins).sum() + size
        return lost, np.append(columns @ pull + weights[:-1], pull.sum())

    start = np.zeros(rows.shape[1] + 1)
    found: Floats = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return found


def _parts(text: str) -> Parts:
    return frozenset(chain.from_iterable(map(parts_of, sentences_of(text))))


def _known(text: str, scale: Scale) -> Parts:
    return [part for part in _parts(text) if part in scale.weights]
