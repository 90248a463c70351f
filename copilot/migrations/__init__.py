"""The steps from one layout of the store to the next, as Alembic reads them.

A new step is one module in `versions/`, whose `down_revision` is the `revision` of the one before.
`env.py` is run by Alembic alone.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent


def head() -> str:
    """Return the last step, the one no other stands on; found without loading Alembic."""
    steps = "".join(path.read_text("utf-8") for path in (FOLDER / "versions").glob("*.py"))
    made = set(re.findall(r'^revision = "(\w+)"', steps, re.MULTILINE))
    (last,) = made - set(re.findall(r'^down_revision = "(\w+)"', steps, re.MULTILINE))
    return str(last)
