"""The steps from one layout of the store to the next, as Alembic reads them.

A new step is one module in `versions/`, whose `down_revision` is the one before; `HEAD` names the
last. `env.py` is run by Alembic alone.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
HEAD = "0004"
