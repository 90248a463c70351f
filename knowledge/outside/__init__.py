"""What the world outside says of a company: feeds, files and searches that a team configured."""

from knowledge.outside.contract import Item, OutsideSource, Subject
from knowledge.outside.fetching import Fetcher, Rules
from knowledge.outside.gathering import Gathered, Outside, open_outside

__all__ = [
    "Fetcher",
    "Gathered",
    "Item",
    "Outside",
    "OutsideSource",
    "Rules",
    "Subject",
    "open_outside",
]
