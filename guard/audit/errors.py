"""What can go wrong with the audit trail.

::

    GuardError
    └── AuditError    the trail cannot be opened, read or written where the settings say

Messages name files, settings and the remedy.
"""

from __future__ import annotations

from guard.errors import GuardError


class AuditError(GuardError):
    """The trail cannot be opened, read or written."""
