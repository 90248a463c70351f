"""Understanding questions: any wording, either language, any org's own labels."""

from actions.reading.follow_up import turns_page
from actions.reading.keeping import keep, recall
from actions.reading.reader import read
from actions.reading.reading import Choice, Reading, Unclear
from actions.reading.spoken import Spoken
from actions.reading.ties import Tie

__all__ = ["Choice", "Reading", "Spoken", "Tie", "Unclear", "keep", "read", "recall", "turns_page"]
