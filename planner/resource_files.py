"""Where the files that ship with the app are: sample plan, icons, help, fonts."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Return the path of a shipped resource, in a checkout or an installed wheel.

    Parameters
    ----------
    *parts
        Path segments below ``resources/``, for example ``"sample", "payments.ballast"``.
    """
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
