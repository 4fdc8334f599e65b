"""Finding passages: the query language, the plan, and the index behind one protocol."""
