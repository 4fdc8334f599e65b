"""Whole screens: the reader, help."""
