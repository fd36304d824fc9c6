"""Archives of files, as the usual packers write them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING, Final

from sources.writers import bzip2, gzipped, xz, zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: Files by their paths.
Files = "Mapping[str, bytes]"


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip archive of files, with their folders."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for folder in sorted({name.rpartition("/")[0] for name in files} - {""}):
            archive.mkdir(folder)
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def streamed_zip(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive as a packer writes it into a pipe: sizes stand behind the members."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    data = Pipe()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files: Mapping[str, bytes], form: int = tarfile.PAX_FORMAT, before: str = "") -> bytes:
    """Return a tar archive of files, with their folders."""
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form) as archive:
        for folder in sorted({name.rpartition("/")[0] for name in files} - {""}):
            member = tarfile.TarInfo(before + folder)
            member.type = tarfile.DIRTYPE
            archive.addfile(member)
        for name, content in files.items():
            member = tarfile.TarInfo(before + name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


#: By the suffix that such a file has.
ARCHIVES: Final[list[tuple[str, Callable[[Mapping[str, bytes]], bytes]]]] = [
    (".zip", zipped),
    (".zip", lambda files: zipped(files, zipfile.ZIP_STORED)),
    (".zip", lambda files: zipped(files, zipfile.ZIP_BZIP2)),
    (".zip", lambda files: zipped(files, zipfile.ZIP_LZMA)),
    (".zip", streamed_zip),
    (".tar", tarred),
    (".tar", lambda files: tarred(files, tarfile.GNU_FORMAT, "./")),
    (".tar", lambda files: tarred(files, tarfile.USTAR_FORMAT)),
    (".tar.gz", lambda files: gzipped(tarred(files))),
    (".tgz", lambda files: gzipped(tarred(files, tarfile.GNU_FORMAT), 3)),
    (".tar.bz2", lambda files: bzip2(tarred(files))),
    (".tar.xz", lambda files: xz(tarred(files))),
    (".tar.zst", lambda files: zstandard(tarred(files), 3)),
    (".zip.gz", lambda files: gzipped(zipped(files))),
]
