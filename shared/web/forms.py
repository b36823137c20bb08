"""What is wrong with an answer, said at the field and in the summary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `field` is the input's id, `message_id` the text's."""

    field: str
    message_id: str
