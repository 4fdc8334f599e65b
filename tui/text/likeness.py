"""How much two texts have in common, for who need not load a library for it."""


def in_common(text: str, other: str) -> int:
    """Characters of the longest common subsequence of two texts.

    One integer holds a row of the table, a bit for each character of `other` (H. Hyyrö, "Bit-parallel LCS-length
    computation revisited", 2004): linear in the length of `text` as long as `other` is a line.
    """
    places: dict[str, int] = {}
    for at, char in enumerate(other):
        places[char] = places.get(char, 0) | 1 << at
    whole = (1 << len(other)) - 1
    row = whole
    for char in text:
        met = row & places.get(char, 0)
        row = (row + met | row - met) & whole
    return len(other) - row.bit_count()
