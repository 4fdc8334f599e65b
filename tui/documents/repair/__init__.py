"""Repair, as stages over blocks; each can be read, tested and switched off by itself."""

KINDS: dict[str, frozenset[str]] = {
    "furniture": frozenset({"cut-furniture"}),
    "marks": frozenset({"mark"}),
    "notes": frozenset({"cut-note"}),
    "doubtful": frozenset(),
    "rejoin": frozenset({"join", "cut-note", "cut-furniture"}),
    "headings": frozenset({"heading-join", "level"}),
    "gaps": frozenset({"gap"}),
    "dehyphenate": frozenset({"dehyphenate"}),
}
"""The stages, and the kinds of repair that are not made without each: a cut is made where a join passes over it."""

STAGES = tuple(KINDS)
"""Their names."""
