"""`python -m tests.gold`: how good it is, on texts labelled by hand, with others beside where they do the same work."""

import sys
from collections.abc import Iterator
from importlib import import_module

from tests.gold.row import Row

MEASURES = ("article", "spoiled", "peers", "mentions", "definitions", "variants", "anchors")
"""Each is a module of this folder with `rows()`."""


def table() -> Iterator[Row]:
    """Every measure."""
    for name in MEASURES:
        yield from import_module(f"tests.gold.{name}").rows()


def main() -> int:
    missed = 0
    for row in table():
        floor = "" if row.floor is None else f"{'<=' if row.more.startswith('at most') else '>='} {row.floor:g}"
        peers = ", ".join(f"{name} {figure:.3f}" for name, figure in row.peers.items())
        missed += not row.holds
        sign = "     " if row.holds else "MISS "
        print(f"{sign}{row.measure:44} {row.ours:8.3f} {floor:9} {peers}  {row.more}".rstrip())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
