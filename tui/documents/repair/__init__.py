"""Repair, as stages over blocks; each can be read, tested and switched off by itself."""

KINDS: dict[str, frozenset[str]] = {
    "furniture": frozenset({"cut-furniture"}),
    "marks": frozenset({"mark"}),
    "notes": frozenset({"cut-note"}),
    "doubtful": frozenset(),
    "rejoin": frozenset({"join"}),
    "headings": frozenset({"heading-join", "level"}),
    "gaps": frozenset({"gap"}),
    "dehyphenate": frozenset({"dehyphenate"}),
}
"""The stages, and the kinds of repair that are not made without each; what is doubtful is cut as a note is."""

STAGES = tuple(KINDS)
"""Their names."""
