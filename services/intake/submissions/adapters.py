"""The key by which people are counted, which ends with its activation; the words of caution."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from services.intake.submissions.rules.caution import Phrase, Sign, Tongue, Weight, phrase_of
from shared.activation import Activation
from shared.network_file import Table
from shared.postgres.types import Pool
from shared.sealing.errors import ErasedError
from shared.sealing.vault import Vault

CAUTION_FILE: Final = Path(__file__).parents[3] / "deploy" / "network" / "caution.toml"

_PURPOSE = "person"


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


class _Signs(Table):
    alone: tuple[str, ...] = ()
    strong: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class _Tongue(BaseModel):
    """What a language is not read for, its sets, and its signs by what they are about."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, _Signs]

    calm: tuple[str, ...] = ()
    exact: bool = False
    sets: Mapping[str, str] = {}


def read_caution(file: Path) -> Sequence[Tongue]:
    """Read the words of every language; an unknown weight or set stops the start by its name."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    return [_tongue(_Tongue.model_validate(words)) for words in content.values()]


def _tongue(words: _Tongue) -> Tongue:
    def read(phrases: Sequence[str]) -> Sequence[Phrase]:
        return [phrase_of(text, words.sets, exact=words.exact) for text in phrases]

    signs = [
        Sign(about, weight, read(phrases))
        for about, given in words.__pydantic_extra__.items()
        for weight, phrases in (
            (Weight.ALONE, given.alone),
            (Weight.STRONG, given.strong),
            (Weight.WEAK, given.weak),
        )
    ]
    return Tongue(signs, [part for parts in read(words.calm) for part in parts], words.exact)
