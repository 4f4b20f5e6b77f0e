import doctest
import pkgutil
from importlib import import_module

import pytest

import planner.exporting

MODULES = sorted(entry.name for entry in pkgutil.walk_packages(planner.exporting.__path__, "planner.exporting."))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
