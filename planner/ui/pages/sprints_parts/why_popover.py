"""The popover of a card: why it is where it is, pin it here, move it elsewhere."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QMenu, QWidget

from planner.analysis.board.placing_reasons import Why
from planner.ui.theme.controller import ThemeController
from planner.ui.widgets.buttons import Button
from planner.ui.widgets.popover import Popover

Places = tuple[tuple[str | None, str], ...]


def open_why(  # noqa: PLR0913 - what is said, where, and what its two buttons do
    themes: ThemeController,
    why: Why,
    *,
    pinned: bool,
    places: Places,
    pin: Callable[[], object],
    move: Callable[[str | None], object],
    anchor: QWidget,
    rect: QRectF,
) -> Popover:
    """Open the popover beside a card and return it.

    Parameters
    ----------
    places
        Identity and name of every sprint it can move to; ``None`` is the backlog.
    """
    popover = Popover(themes, why.title, parent=anchor)
    for icon, words in why.reasons:
        popover.add_reason(icon, words)
    if why.instead:
        popover.add_line()
        popover.add_words(why.instead)
    pin_button = Button(themes, popover.tr("Unpin") if pinned else popover.tr("Pin here"), icon="pin")
    move_button = Button(themes, popover.tr("Move to"))
    menu = QMenu(move_button)
    for sprint_id, name in places:
        menu.addAction(name).triggered.connect(lambda _on=False, goal=sprint_id: _close_and(popover, move, goal))
    move_button.setMenu(menu)
    pin_button.clicked.connect(lambda: _close_and(popover, lambda _goal: pin(), None))
    popover.add_button(pin_button)
    popover.add_button(move_button)
    popover.show_beside(anchor, rect)
    pin_button.setFocus()
    return popover


def _close_and(popover: Popover, deed: Callable[[str | None], object], goal: str | None) -> None:
    popover.close()
    deed(goal)
