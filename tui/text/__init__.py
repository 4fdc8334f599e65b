"""The ground all rooms stand on: spans, folding, scripts, sentences, placeholders. Knows nothing of ours."""
