"""Teaching the name tagger on invented texts; nothing here runs in the service."""

from guard.teaching.training import teach

__all__ = ["teach"]
