"""What the concepts room raises. Every message is one line, fit to be shown."""


class CatalogueError(ValueError):
    """A catalogue that can't be used; the message names the file, the line and what would be right."""


class UnknownConceptError(LookupError):
    """There is no concept of this name.

    Args:
        name: what was asked for.
        nearest: ids and names that come near, best first.
    """

    def __init__(self, name: str, nearest: list[str]) -> None:
        hint = " or ".join(f'"{choice}"' for choice in nearest)
        super().__init__(f'no concept "{name}"' + (f" (did you mean {hint}?)" if hint else ""))
        self.name = name
        self.nearest = nearest
