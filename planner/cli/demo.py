"""``demo DIR``: the sample plan and the exports it came from."""

import argparse
from pathlib import Path

from planner.domain.errors import FileProblemError
from planner.resource_files import resource_path
from planner.storage.atomic import atomic_write


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder; it is made when missing")


def run(options: argparse.Namespace) -> int:
    """Copy every sample file; a file that is there with other content is never overwritten."""
    folder: Path = options.folder
    shipped = sorted(path for path in resource_path("sample").iterdir() if path.is_file())
    for path in shipped:
        target = folder / path.name
        if target.exists() and target.read_bytes() != path.read_bytes():
            raise FileProblemError(
                str(target), "it is there already and differs from the sample; choose another folder"
            )
    folder.mkdir(parents=True, exist_ok=True)
    for path in shipped:
        atomic_write(folder / path.name, path.read_bytes())
        print(folder / path.name)
    return 0
