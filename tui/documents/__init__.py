"""A file becomes a `Document`: sections, passages, notes, and a record of what was repaired."""
