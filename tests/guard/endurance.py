"""Memory over 100,000 texts, and what 200 words and 64 KiB take of one thread:
`python -m tests.guard.endurance [TEXTS]`.

Texts are those of the marked sets, each time with other figures and two words put elsewhere, so
that none is seen twice. Times are processor time: a busy machine does not lengthen them.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

sys.path.append(str(Path(__file__).parent))

from masking_scores import SETS, read_texts

from guard.masking.masker import Masker
from guard.vault import Vault

MARKS = (1_000, 5_000, 10_000, 20_000, 40_000, 60_000, 80_000, 100_000)
WORDS, KIB_64 = 200, 65_536
_WORD = re.compile(r"\S+\s*")


def varied(chance: Random) -> Iterator[str]:
    """Yield texts without end, no two alike."""
    texts = [text for name in SETS for _, text, _ in read_texts(name)]
    for number in count():
        words = _WORD.findall(texts[number % len(texts)])
        words.insert(chance.randrange(len(words) + 1), words.pop(chance.randrange(len(words))))
        yield re.sub(r"\d", lambda _: str(chance.randrange(10)), "".join(words)) + f" {number}"


def resident() -> float:
    """Return the memory this process holds, in MB."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


def remember(masker: Masker, most: int) -> None:
    """Print the memory held after so many texts, each masked in a conversation of its own."""
    started = process_time()
    for number, text in enumerate(islice(varied(Random(22)), most), start=1):  # noqa: S311
        vault = Vault()
        vault.mask(text, masker.find(text))
        if number in MARKS or number == most:
            sys.stdout.write(
                f"{number:7} texts  {resident():6.1f} MB  {process_time() - started:6.0f} s\n"
            )
            sys.stdout.flush()


def spent(masker: Masker, text: str) -> float:
    """Return the processor seconds a text takes at first sight."""
    started = process_time()
    masker.find(text)
    return process_time() - started


def main() -> None:
    """Print the times, then the curve."""
    masker = Masker()
    masker.find("Bonjour Paul")
    words = _WORD.findall(" ".join(islice(varied(Random(11)), 700)))  # noqa: S311
    parts = ["".join(words[at : at + WORDS]) for at in range(0, len(words) - WORDS, WORDS)]
    times = [spent(masker, part) for part in parts]
    sys.stdout.write(f"{WORDS} words, {len(times)} texts: {median(times) * 1000:.1f} ms\n")
    long = ("".join(words) * 9)[:KIB_64]
    sys.stdout.write(f"64 KiB: {spent(masker, long):.2f} s\n")
    remember(masker, int(sys.argv[1]) if len(sys.argv) > 1 else MARKS[-1])


if __name__ == "__main__":
    main()
