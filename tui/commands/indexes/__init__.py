"""A back-of-the-book index of some documents; one file a format."""
