"""What can go wrong at the door to a language model.

::

    GuardError
    ├── Refused              the request must not leave: something personal would still be in it
    ├── ProviderUnavailable  the model is down, too slow, out of quota or answers nothing usable
    └── Misconfigured        a setting of the guard is missing or names something that is not there

Messages carry ids, types and the remedy, never the text that was masked or refused.
"""

from __future__ import annotations


class GuardError(Exception):
    """Any failure of the guard; catch this one to catch all of them."""


class Refused(GuardError):
    """The request must not leave. `reason` is a short word such as `leak`, safe to show and log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason}: {detail}" if detail else reason)


class ProviderUnavailable(GuardError):
    """The model could not answer; the next engine, or the offline composer, does instead.

    `kind` is a short word: `slow`, `busy`, `broken`, `unreachable`, `denied`, `declined` (the model
    will not), `cut` (its answer was too long), `unheard` (it cannot be heard while it writes),
    `nonsense`. `again` says whether the same request
    may work soon, `after` in how many seconds where the server says so. `tokens` were paid for.
    """

    def __init__(
        self,
        message: str,
        *,
        kind: str = "nonsense",
        again: bool = False,
        after: float | None = None,
        tokens: tuple[int, int] = (0, 0),
    ) -> None:
        self.kind, self.again, self.after, self.tokens = kind, again, after, tokens
        super().__init__(message)


class Misconfigured(GuardError):
    """A setting of the guard is missing or wrong; the message names the setting."""
