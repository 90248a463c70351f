"""The demo company: Héliade and three years of its business, made anew for any day.

`seed` writes the same company for the same `today`, by dice that start from fixed words; texts are
put together from the rules in `data/org`. Why things end as they do is told in `outcomes`.
"""

from sandbox.seed.company import ORG_FOLDER, seed

__all__ = ["ORG_FOLDER", "seed"]
