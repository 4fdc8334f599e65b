"""The engine of a shared library: passages on PostgreSQL, the vocabulary on the reader's own host."""
