"""The floors on labelled texts are held."""

from importlib import import_module

import pytest

from tests.gold.__main__ import MEASURES


@pytest.mark.parametrize("name", MEASURES)
def test_the_floors_are_held(name: str) -> None:
    missed = [row for row in import_module(f"tests.gold.{name}").rows() if not row.holds]
    assert not missed
