"""Which system libraries Qt misses on a Linux machine, and the packages that hold them."""

from __future__ import annotations  # so that an older Python gets as far as the sentence about itself

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Installer(NamedTuple):
    """A package manager and the command that installs with it."""

    name: str
    program: str
    command: tuple[str, ...]


INSTALLERS = (
    Installer("apt", "apt-get", ("apt-get", "install", "-y", "--no-install-recommends")),
    Installer("dnf", "dnf", ("dnf", "install", "-y")),
    Installer("pacman", "pacman", ("pacman", "-S", "--needed")),
)

# library: package for apt, dnf, pacman
PACKAGES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libICE.so.6": ("libice6", "libICE", "libice"),
    "libSM.so.6": ("libsm6", "libSM", "libsm"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xinput.so.0": ("libxcb-xinput0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd"),
}

TRY_IMPORT = "import PySide6.QtGui, PySide6.QtWidgets, PySide6.QtSvg"
FIND_FOLDER = "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"
_PARTS = ("lib/libQt6Gui.so.6", "lib/libQt6Widgets.so.6", "lib/libQt6Svg.so.6", "plugins/platforms/libqoffscreen.so")
_NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)
_CANNOT_OPEN = re.compile(r"(lib\S+?\.so[.\d]*): cannot open shared object file")


def missing_libraries(python: Path, *, with_xcb: bool) -> tuple[str, ...]:
    """Return the shared libraries that the Qt of an environment does not find, sorted.

    Parameters
    ----------
    python
        The environment's interpreter.
    with_xcb
        Look at the plugin for X11 windows as well.
    """
    tried = _output([str(python), "-c", TRY_IMPORT])
    missing = set(_CANNOT_OPEN.findall(tried))
    if not missing and not with_xcb:
        return ()
    folder = Path(_output([str(python), "-c", FIND_FOLDER]).strip()) / "Qt"
    parts = (*_PARTS, "plugins/platforms/libqxcb.so") if with_xcb else _PARTS
    if shutil.which("ldd"):
        for part in parts:
            missing.update(not_found(_output(["ldd", str(folder / part)])))
    return tuple(sorted(missing))


def not_found(text: str) -> tuple[str, ...]:
    """Return the libraries that a listing of ``ldd`` could not resolve."""
    return tuple(_NOT_FOUND.findall(text))


def installers(find: Callable[[str], str | None]) -> tuple[Installer, ...]:
    """Return the package managers of this machine, by looking for their programs."""
    return tuple(entry for entry in INSTALLERS if find(entry.program))


def packages_for(libraries: tuple[str, ...], installer: str) -> tuple[str, ...]:
    """Return the packages that hold libraries, each once, sorted; an unknown library stands for itself."""
    column = [entry.name for entry in INSTALLERS].index(installer)
    return tuple(sorted({PACKAGES[name][column] if name in PACKAGES else name for name in libraries}))


def _output(command: list[str]) -> str:
    environment = {**os.environ, "LC_ALL": "C", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    return done.stdout + done.stderr
