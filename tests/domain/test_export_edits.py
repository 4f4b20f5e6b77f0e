import pytest

from planner.domain.edits import ChooseExports
from planner.domain.errors import InvalidValueError
from planner.domain.exports import ExportKind, ExportSettings, PictureSize
from planner.domain.plan import Plan


def test_a_choice_is_kept_in_the_settings_and_nothing_else_moves() -> None:
    plan = Plan(name="Team")
    chosen = ExportSettings((ExportKind.SLIDES,), ("velocity",), PictureSize.UHD, dark=True)
    changed = ChooseExports(chosen).apply(plan)
    assert changed.settings.exports == chosen
    assert ChooseExports(plan.settings.exports).apply(changed) == plan
    assert ChooseExports(chosen).apply(changed) is changed


def test_everything_is_chosen_at_first() -> None:
    assert Plan().settings.exports.kinds == tuple(ExportKind)


def test_nothing_is_no_choice() -> None:
    with pytest.raises(InvalidValueError):
        ChooseExports(ExportSettings(())).apply(Plan())


def test_pixels_of_a_picture_follow_from_its_name() -> None:
    # Charts are laid out 960 wide: 1920 is twice, 3840 four times as many pixels.
    assert (PictureSize.HD.ratio, PictureSize.UHD.ratio) == (2.0, 4.0)
