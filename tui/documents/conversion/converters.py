"""Where the converters are that are programs of their own."""

import shutil
from functools import cache


@cache
def pandoc() -> str:
    """The path of pandoc: on PATH, else the one that the extra `pandoc` brings; empty where there is none."""
    if on_path := shutil.which("pandoc"):
        return on_path
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):
        return ""
