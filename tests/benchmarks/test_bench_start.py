"""Gates P4 and P12: the first paint and the memory of the app against a bare window."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from planner.resource_files import resource_path
from tests.benchmarks.side_by_side import told_by_child

ROUNDS = 5
Jobs = Mapping[str, Callable[[], float]]
PAINTED = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, report)
def report():
    print(time.process_time() * 1000); app.quit()
window = Window(); window.resize(1360, 860); window.show(); app.exec()
"""
USABLE = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from planner.app import main
from planner.ui.charts.canvas import ChartCanvas
painted = ChartCanvas.paintEvent
def paint(self, event):
    painted(self, event)
    if self.scene is not None:
        QTimer.singleShot(0, report)
def report():
    print(time.process_time() * 1000, flush=True)
    import os; os._exit(0)
ChartCanvas.paintEvent = paint
main([sys.argv[1], "--settings", sys.argv[2]])
"""
BASE = """
import resource
import numpy, pyqtgraph
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1360, 860); window.show()
for _ in range(20): app.processEvents()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
PAGES = """
import resource, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from planner import app as front
from planner.ui.window import MainWindow
from PySide6.QtWidgets import QApplication
KEYS = ["overview", "backlog", "team", "sprints", "debt", "forecast", "track", "decisions"]
shown = []
def visit():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    if not KEYS:
        print(len(shown), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, flush=True)
        import os; os._exit(0)
    key = KEYS.pop(0)
    try:
        window.go_to(key); shown.append(key)
    except KeyError:
        pass
    QTimer.singleShot(1500, visit)
QTimer.singleShot(3000, visit)
front.main([sys.argv[1], "--settings", sys.argv[2]])
"""


def own_first_paint(settings: Path) -> float:
    call = [sys.executable, "-m", "planner", "--settings", str(settings), "--startup-report"]
    said = subprocess.run(call, check=True, capture_output=True, text=True).stdout
    found = re.search(r"after (\d+) ms", said)
    assert found is not None
    return float(found[1])


def test_first_paint_against_a_bare_window(tmp_path: Path) -> None:
    plan, settings = resource_path("sample", "payments.ballast"), tmp_path / "settings.ini"
    jobs: Jobs = {
        "bare": lambda: float(told_by_child(PAINTED)),
        "app": lambda: own_first_paint(settings),
        "usable": lambda: float(told_by_child(USABLE, str(plan), str(settings))),
    }
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            times[name].append(job())
    bare, own, usable = (median(times[name]) for name in jobs)
    print(
        f"\nprocessor time to the first paint: app {own:.0f} ms, bare window {bare:.0f} ms, {own / bare:.2f} (<= 1.25)"
    )
    print(f"first chart of the sample plan painted: {usable:.0f} ms, {usable / bare:.2f} (<= 2.5)")


def test_memory_with_every_page_opened(tmp_path: Path) -> None:
    base = int(told_by_child(BASE))
    plan = resource_path("sample", "payments.ballast")
    pages, own = map(int, told_by_child(PAGES, str(plan), str(tmp_path / "settings.ini")).split())
    ratio = own / base
    print(
        f"\n{pages} pages opened: {own / 1024:.0f} MiB; "
        f"Qt, numpy, pyqtgraph {base / 1024:.0f}, ratio {ratio:.2f} (<= 2.2)"
    )
