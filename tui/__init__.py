"""ibid: a reader for scholarly texts in the terminal."""

__version__ = "0.1.0"
