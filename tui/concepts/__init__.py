"""The catalogue, and where a document speaks of its concepts."""
