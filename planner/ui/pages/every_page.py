"""The pages of a plan in the order of the rail; imported with the first plan, so that the start is light."""

from importlib import import_module
from importlib.util import find_spec

from planner.ui.actions import PAGE_KEYS
from planner.ui.pages.page import Page


def page_kinds() -> tuple[type[Page], ...]:
    """Return every page class."""
    modules = ((key, f"planner.ui.pages.{key}") for key in PAGE_KEYS)
    return tuple(getattr(import_module(name), f"{key.capitalize()}Page") for key, name in modules if find_spec(name))
