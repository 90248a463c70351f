"""Teaching the name tagger and the judges on invented texts; nothing here runs in the service."""

from guard.teaching.meaning import teach_meanings
from guard.teaching.screening import LESSONS, teach_judges
from guard.teaching.training import teach

__all__ = ["LESSONS", "teach", "teach_judges", "teach_meanings"]
