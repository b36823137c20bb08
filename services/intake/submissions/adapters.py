"""The key by which people are counted, which ends with its activation; the words of caution."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

from services.intake.submissions.rules.caution import DANGER, Caution, Phrase, Scale, by_head
from services.intake.submissions.rules.word_parts import folded
from shared.activation import Activation
from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

CAUTION_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "caution.toml"
CAUTION_WEIGHTS_FILE: Final = CAUTION_FILE.with_name("caution_weights.txt")

_PURPOSE = "person"
_Languages: Final = TypeAdapter(Mapping[str, Mapping[str, Sequence[str]]])


@dataclass(slots=True)
class VaultPersonKeys:
    """Implements the port `PersonKeys`: derived from the key of `activation/<id>` in the vault.

    Asks once for each activation, for every request needs it. Whoever erases that subject ends
    the counting: no process that starts later can tell people apart by what was said.
    """

    pool: Pool
    vault: Vault
    _known: dict[Activation, bytes | None] = field(default_factory=dict, init=False, repr=False)

    async def key_of(self, activation: Activation) -> bytes | None:
        """Give the key asked for last, or derive it and forget the one before."""
        if activation not in self._known:
            self._known = {activation: await self._derive(activation)}
        return self._known[activation]

    async def _derive(self, activation: Activation) -> bytes | None:
        async with (
            self.pool.acquire() as connection,
            connection.transaction(),
        ):
            subject = f"activation/{activation.id}"
            try:
                return await self.vault.derive_key(connection, subject, _PURPOSE)
            except ErasedError:
                return None


def read_caution(words: Path, weights: Path) -> Caution:
    """Read plain words and what was learned; an unknown line of either stops the start."""
    languages = _Languages.validate_python(tomllib.loads(words.read_text("utf-8")))
    phrases = [
        Phrase(about, folded(text).split())
        for abouts in languages.values()
        for about, texts in abouts.items()
        for text in texts
    ]
    kinds = dict(_scales(weights.read_text("utf-8")))
    return Caution(by_head(phrases), kinds.pop(DANGER), kinds)


def _scales(text: str) -> Iterator[tuple[str, Scale]]:
    """Read `about what bias`, followed by lines of a weight and the parts that have it."""
    _, *sections = re.split("^about ", text, flags=re.MULTILINE)
    for section in sections:
        head, *lines = section.splitlines()
        about, bias = head.split()
        weights: dict[str, int] = {}
        for weight, *parts in map(str.split, lines):
            weights.update(dict.fromkeys(parts, int(weight)))
        yield about, Scale(float(bias), weights)
