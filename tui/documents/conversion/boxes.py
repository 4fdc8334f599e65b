"""What stands in boxes beside the text of an office program's file, which pandoc passes over."""

from collections.abc import Collection
from typing import Any


def settle(root: Any, box: str, paragraphs: Collection[str]) -> None:
    """Put what stands in boxes behind the paragraph that each hangs on; boxes in a box go with it.

    Args:
        root: the text, as lxml has it.
        box: the tag of a box.
        paragraphs: tags of what it may hang on.
    """
    behind: dict[Any, Any] = {}
    for one in [*root.iter(box)]:
        if next(one.iterancestors(box), None) is not None:
            continue
        place = next((above for above in one.iterancestors() if above.tag in paragraphs), None)
        if place is None:
            continue
        for part in [*one]:
            behind.get(place, place).addnext(part)
            behind[place] = part
