"""Everything sealing can refuse; no text ever carries a value, a key or a subject."""

from typing_extensions import override


class SealingError(Exception):
    """Sealed data could not be handled."""

    @override
    def __str__(self) -> str:
        """Say the docstring, whatever was passed to the constructor."""
        return (type(self).__doc__ or "").strip()


class ErasedError(SealingError):
    """The subject was erased: its data cannot be read, and nothing new may be kept of it."""


class KeyLostError(SealingError):
    """The subject's key is missing although nobody erased it."""


class TamperedError(SealingError):
    """The sealed data was changed, or belongs to another subject or field."""


class UnknownRingKeyError(SealingError):
    """A key is wrapped by a ring key that this process was not given."""


class MalformedKeyRingError(SealingError):
    """The key ring is not `name:base64` of 32 bytes each, separated by commas, names unique."""


class MalformedBoxKeyError(SealingError):
    """A sealed box's key is not the base64 of 32 bytes."""


class UnopenableBoxError(SealingError):
    """None of the private keys opens the sealed box."""


class UnreadableNoticeError(SealingError):
    """The opened box does not hold a notice."""
