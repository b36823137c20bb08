"""The rules that each service judges within its own records, by name."""

from typing import Final

RULES: Final = (
    "versions of a subject are 1, 2, 3…",
    "nothing is said or handled below the watermark",
    "what is sealed has its key",
    "a request is announced, and what was announced is kept",
    "the number of a request is that of its last event",
    "a key opens something",
    "who was erased has no key",
    "who was erased stays noted",
    "who asked can be reached",
    "each letter to who asked has its link",
    "who helped stays on record",
    "who signed in has an account",
    "closed requests are counted",
    "a wish is said, and what was said is kept",
    "a sign-in is said, and what was said is kept",
    "a match is announced, and what was announced is kept",
    "the number of a match is that of its last event",
    "the number of a need is that of its last event",
    "a volunteer is announced, and who was announced is kept",
    "a volunteer offers what was announced",
    "a volunteer can be written to",
    "who applied can confirm it",
    "a link to the task goes with each link to the contact data",
    "why somebody was asked is kept",
    "what counts against a week is what the matches say",
    "how a delivery ended is said, and what was said is kept",
    "what waits has its content",
    "a delivery has its endpoint and its kind",
    "each try of a delivery is noted",
    "what was heard is in the log, and nothing else",
    "requests are as the log says",
    "hours are as the log says",
    "activities are as the log says",
    "days are counted as their requests say",
)
DOUBLINGS: Final = (
    "one live assignment a request",
    "one live assignment a request (announced)",
    "one activity an assignment",
    "one letter a notification",
)
"""What may happen only once."""
