"""What a start is asked to be."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deploy.local.folders import Folders


@dataclass(frozen=True, slots=True)
class Plan:
    """One network on this machine; addresses given replace the private servers."""

    folders: Folders
    port: int = 8080
    rabbit_url: str | None = None
    postgres_url: str | None = None
    """The address of an administrator who may create databases and roles."""
    seeded: bool = True
    """Put a small demo town into an empty network."""
    settable: bool = False
    """Let tests ask the mail catcher to misbehave."""
    twice: tuple[str, ...] = ()
    """Services that run in two processes; the second one serves no pages."""
    environments: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Further settings by process, which win over the usual ones."""

    @property
    def origin(self) -> str:
        """The address people open."""
        return f"http://localhost:{self.port}"
