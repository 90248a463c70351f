"""The machine and the versions that the figures belong to."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from pathlib import Path

import psutil

from copilot.settings import ROOT


def describe(load: float) -> str:
    """Return one paragraph: machine, versions, date, and how busy the machine was before."""
    memory = psutil.virtual_memory().total / 1e9
    busy = "" if load < 0.5 else f" **The machine was busy (load {load:.1f}): figures are noisy.**"
    return (
        f"{date.today():%d/%m/%Y}; {processor()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()} {platform.release().split('-')[0]}; "
        f"Rasa {locked('rasa', 'rasa')} on Python 3.10, the service on Python "
        f"{platform.python_version()} with FastAPI {locked('service', 'fastapi')}, chromadb "
        f"{locked('service', 'chromadb')}, spaCy {locked('service', 'spacy')}.{busy}"
    )


def processor() -> str:
    """Return the processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", told.read_text()) if told.exists() else None
    return found[1].strip() if found else platform.processor() or platform.machine()


def locked(environment: str, package: str) -> str:
    """Return the version a lock file pins."""
    text = (ROOT / "requirements" / f"{environment}.txt").read_text()
    found = re.search(rf"^{package}(?:\[.*\])?==(\S+)", text, re.MULTILINE)
    return found[1] if found else "?"
