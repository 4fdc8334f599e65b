"""What can be wrong with a document's file."""


class DocumentError(ValueError):
    """A file that can't be read as a document. Its message is one line: what, where, and what would be right."""
