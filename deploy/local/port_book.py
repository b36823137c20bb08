"""Ports that stay the same from one start to the next, as long as nobody else took them."""

import json
from dataclasses import dataclass
from pathlib import Path

from deploy.local.ports import free_port, is_free


@dataclass(frozen=True, slots=True)
class PortBook:
    """Remembers in a file which port each part was given."""

    file: Path

    def port_of(self, name: str) -> int:
        """Give the part's port of last time when it is free, else a new one."""
        known = self._read()
        port = known.get(name)
        if port is None or not is_free(port):
            known[name] = port = free_port()
            self.file.write_text(json.dumps(known), encoding="utf-8")
        return port

    def _read(self) -> dict[str, int]:
        if not self.file.exists():
            return {}
        known: dict[str, int] = json.loads(self.file.read_text(encoding="utf-8"))
        return known
