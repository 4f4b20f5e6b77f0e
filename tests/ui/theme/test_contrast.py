"""Text is readable: 4.5:1 or more on every ground it stands on, in both themes."""

import pytest

from planner.ui.theme.tokens import DARK, LIGHT, Theme, contrast

ON_ANY_GROUND = (
    "text",
    "text2",
    "text3",
    "accent",
    "features_text",
    "debt_text",
    "unplanned_text",
    "learning_text",
    "warn_text",
    "stop",
)
GROUNDS = ("window", "base", "alt", "accent_soft")
OWN_GROUND = (
    ("features_text", "features_soft"),
    ("debt_text", "debt_soft"),
    ("unplanned_text", "unplanned_soft"),
    ("learning_text", "learning_soft"),
    ("warn_text", "warn_soft"),
    ("stop", "stop_soft"),
    ("on_accent", "accent"),
    ("on_features", "features"),
    ("on_flag", "flag"),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ON_ANY_GROUND)
def test_text_has_contrast_on_every_ground(theme: Theme, name: str, ground: str) -> None:
    assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize(("name", "ground"), OWN_GROUND)
def test_text_has_contrast_on_its_own_ground(theme: Theme, name: str, ground: str) -> None:
    assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5


def test_contrast_of_mid_grey_on_white_is_the_published_figure() -> None:
    # #767676 on white is the well-known darkest grey that just passes: 4.54 to 1
    assert round(contrast(LIGHT.base.fromString("#767676"), LIGHT.base), 2) == 4.54
