"""What a screen is made of. Every widget draws lines; none takes a bare `str` from a document."""
