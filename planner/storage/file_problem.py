"""What went wrong with a file, in words instead of error numbers."""

import errno
from pathlib import Path

from planner.domain.errors import FileProblemError

_REASONS = {
    errno.EACCES: "there is no permission, or another program has it open",
    errno.EPERM: "there is no permission, or another program has it open",
    errno.EROFS: "the folder is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "the file would be larger than the disk allows",
    errno.ENOENT: "it does not exist",
    errno.EEXIST: "something of that name is there already",
    errno.ENOTDIR: "a part of its path is no folder",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EBUSY: "another program has it open",
    errno.ETXTBSY: "another program has it open",
    errno.EIO: "the disk reported an error",
}


def file_problem(path: Path, error: OSError) -> FileProblemError:
    """Return the error of ours that says what the system's error means for this file."""
    reason = _REASONS.get(error.errno or 0) or (error.strerror or str(error)).lower()
    return FileProblemError(str(path), reason)
