"""A passage becomes a quotation with its locator and its reference, in a format a writer uses."""
