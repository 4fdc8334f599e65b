"""A report on the concepts of some documents; one file a format."""
