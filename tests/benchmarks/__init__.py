"""Measurements, run by hand: `python -m tests.benchmarks`. Never a timed test."""
