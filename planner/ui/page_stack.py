"""The pages in the middle: made when first needed, refreshed when visible, with what they missed when shown."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget

from planner.ui.pages.page import Page, PageContext
from planner.ui.widgets.lines import put_in_area


class PageStack(QStackedWidget):
    """Shows one page at a time.

    Parameters
    ----------
    context
        What every page is given.
    kinds
        The page classes in the order of the rail.
    """

    count_changed = Signal(str, str)

    def __init__(self, context: PageContext, kinds: tuple[type[Page], ...]) -> None:
        super().__init__()
        self._context = context
        self._kinds = {kind.key: kind for kind in kinds}
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, frozenset[str] | None] = dict.fromkeys(self._kinds)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._make_next)
        context.document.plan_changed.connect(self._on_plan_changed)

    def keys(self) -> tuple[str, ...]:
        """Return the keys of all pages."""
        return tuple(self._kinds)

    def current(self) -> Page | None:
        """Return the page shown."""
        area = self.currentWidget()
        page = area.widget() if isinstance(area, QScrollArea) else None
        return page if isinstance(page, Page) else None

    def show_page(self, key: str, refs: tuple[str, ...] = ()) -> None:
        """Show a page, up to date, and select rows there."""
        page = self._page(key)
        self._catch_up(key)
        self.setCurrentWidget(self._area(page))
        page.setFocus()
        if refs:
            page.choose(refs)

    def page(self, key: str) -> Page:
        """Return a page, made if need be."""
        return self._page(key)

    def make_all_when_idle(self) -> None:
        """Make the other pages one by one while nothing else happens: counts appear, switching is instant."""
        self._idle.start()

    def close_all(self) -> None:
        """Throw the pages away, before their document goes."""
        self._idle.stop()
        for page in self._pages.values():
            area = self._area(page)
            self.removeWidget(area)
            area.deleteLater()
        self._pages.clear()
        self._missed = dict.fromkeys(self._kinds)

    def _page(self, key: str) -> Page:
        if key not in self._pages:
            page = self._kinds[key](self._context)
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            put_in_area(area, page)
            self.addWidget(area)
            self._pages[key] = page
        return self._pages[key]

    def _area(self, page: Page) -> QScrollArea:
        return next(
            area
            for place in range(self.count())
            if isinstance(area := self.widget(place), QScrollArea) and area.widget() is page
        )

    def _make_next(self) -> None:
        key = next((key for key in self._kinds if key not in self._pages), None)
        if key is None:
            self._idle.stop()
            return
        page = self._page(key)
        self.count_changed.emit(key, page.rail_count())

    def _catch_up(self, key: str) -> None:
        """Refresh a page with everything it missed; the first time it misses nothing and sees all."""
        missed = self._missed[key]
        if missed is None or missed:
            self._pages[key].refresh(missed or frozenset())
        self._missed[key] = frozenset()
        self.count_changed.emit(key, self._pages[key].rail_count())

    def _on_plan_changed(self, changed: frozenset[str]) -> None:
        shown = self.current()
        for key, page in self._pages.items():
            missed = self._missed[key]
            if missed is not None:
                self._missed[key] = missed | changed
            if page is shown:
                self._catch_up(key)
            else:
                self.count_changed.emit(key, page.rail_count())
