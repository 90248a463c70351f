"""Why an action cannot go on without the person.

ActionError
├── SignInNeeded   the question is about records and nobody signed in
├── RecordNeeded   no record was named and none is being spoken of
├── NoSuchName     nothing the asker may see bears that name
└── NothingToDo    e.g. a yes when nothing waits for one
"""

from __future__ import annotations

from crm import Candidate


class ActionError(Exception):
    """An action needs something from the person."""


class SignInNeeded(ActionError):
    """The request needs CRM rights and the asker has none."""


class RecordNeeded(ActionError):
    """The action must ask which record is meant; `objects` are the SObjects it can work on."""

    def __init__(self, objects: tuple[str, ...]) -> None:
        super().__init__(f"which record of {', '.join(objects)}?")
        self.objects = objects


class NoSuchName(ActionError):
    """Nothing bears that name; `nearest` are the closest records the asker may see."""

    def __init__(
        self, words: str, objects: tuple[str, ...], nearest: tuple[Candidate, ...]
    ) -> None:
        super().__init__("no record bears that name")
        self.words = words
        self.objects = objects
        self.nearest = nearest


class NothingToDo(ActionError):
    """There is nothing the request could apply to; `what` names a line of `refusals`.

    `reading` says how the words were read that name what is not there.
    """

    def __init__(self, what: str, reading: str = "") -> None:
        super().__init__(what)
        self.what, self.reading = what, reading
