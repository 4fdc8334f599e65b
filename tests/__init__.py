"""Tests, laid out as `tui/` is."""
