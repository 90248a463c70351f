from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

# Before anything loads OpenMP, as `make run` sets it.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))


@pytest.fixture(scope="session")
def few() -> list:
    """A hundred training sentences: every tenth example, both languages."""
    from bot.evaluation import sentences

    return sentences(ROOT / "data" / "nlu", "*_{}.yml")[::12]
