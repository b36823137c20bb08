"""Learn, measure and explain which words of a plea make a person look at it.

What is learned from deploy/caution/corpus is written for intake. Learning needs numpy and scipy:
`uv sync --group tests`, or `pip install numpy scipy`.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from deploy.caution.corpus import hash_of, read_corpus, read_told
from deploy.caution.measures import misses_of, table_of, why
from deploy.caution.weights_file import WEIGHTS_FILE, WORDS_FILE, text_of
from services.intake.submissions.adapters import read_caution
from services.intake.submissions.rules.caution import reasons_of


def main() -> None:
    """Do what was asked for; learn when nothing was."""
    parser = ArgumentParser(
        "python -m deploy.caution", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--measure", type=Path, metavar="FILE.tsv", help="danger, language, kind and text of pleas"
    )
    parser.add_argument("--explain", metavar="TEXT", help="say what weighed most in a plea")
    asked = parser.parse_args()
    if asked.measure:
        _measure(asked.measure)
    elif asked.explain is not None:
        _explain(asked.explain)
    else:
        _learn()


def _learn() -> None:
    from deploy.caution.regression import held_out, learn, threshold_of  # noqa: PLC0415  # see above

    corpus = read_corpus()
    weighed = held_out(corpus)
    threshold = threshold_of(weighed)
    WEIGHTS_FILE.write_text(text_of(learn(corpus, threshold), hash_of()), "utf-8")
    print("Each plea weighed by what was learned from others:")
    print(*table_of([(told, weight > threshold) for told, weight in weighed]), sep="\n")


def _measure(file: Path) -> None:
    caution = read_caution(WORDS_FILE, WEIGHTS_FILE)
    weighed = [(told, bool(reasons_of(told.text, caution))) for told in read_told(file)]
    print(*table_of(weighed), *misses_of(weighed), sep="\n")


def _explain(text: str) -> None:
    caution = read_caution(WORDS_FILE, WEIGHTS_FILE)
    print("about", *sorted(reasons_of(text, caution)))
    print(*why(text, caution), sep="\n")


if __name__ == "__main__":
    main()
