"""From a file to inputs: the file itself, unpacked where it is packed, or the members of an archive.

Nothing is written anywhere: a member's name only says where it stood, what it holds by its suffix,
and which test it is of. Members are taken as files of a folder are: those that are not hidden and
have a known suffix. An archive may hold archives, which may hold no further ones.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import attrs

from netassay.core.limits import LARGEST_BODY
from netassay.measurements import FAMILIES, endpoint_named
from netassay.normalizing.hints import NO_HINT, Hint
from netassay.records.result import Reject
from netassay.sources.binaries import named_binary
from netassay.sources.decompressors import SUFFIXES
from netassay.sources.files import STANDARD_INPUT, standard_input, unreadable
from netassay.sources.formats import ARCHIVES, has_known_suffix, split_suffixes
from netassay.sources.inputs import Input
from netassay.sources.members import Member, shown
from netassay.sources.packing import open_packed, refuse_other
from netassay.sources.tars import TarMembers, is_tar
from netassay.sources.zips import MARK, DamagedZip, OtherFile, members_of_zip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from netassay.sources.packing import ByteStream, Layer
    from netassay.sources.remote import RemoteFile

__all__ = ["inputs_in"]

#: Bytes per system call: the call costs more than the copying.
_READ_SIZE: Final = 1 << 18
#: Archives within each other.
_DEEPEST: Final = 2


@attrs.frozen(eq=False)
class _Opened:
    """An open file or member: what it is called, its bytes, and the streams that unpack them.

    `path` is where its name leads from the archive's folder, None for standard input. `depth`
    counts the archives that it is in.
    """

    source: str
    stream: ByteStream
    path: PurePath | None
    layers: Sequence[Layer] = ()
    depth: int = 0

    @property
    def suffixes(self) -> tuple[str, str, str]:
        """Bare name, suffix of the format, suffix of the packing."""
        return split_suffixes("" if self.path is None else self.path.name)


def inputs_in(path: Path | RemoteFile | None) -> Iterator[Input | Reject]:
    """Give the input that a file is, or those in an archive; None is standard input.

    Each is to be read before the next is asked for. What can't be read of an archive is a
    `Reject`. Raises `OSError` where the file can't be read, and `MissingExtra` where unpacking
    it needs a package that is not there.
    """
    with _opened(path) as opened:
        yield from _inputs(opened)


@contextmanager
def _opened(path: Path | RemoteFile | None) -> Iterator[_Opened]:
    if path is None:
        yield _Opened(STANDARD_INPUT, standard_input(), None)
        return
    with path.open("rb", buffering=_READ_SIZE) as file:
        yield _Opened(str(path), file, path.absolute())


def _inputs(opened: _Opened) -> Iterator[Input | Reject]:
    _, suffix, packing = opened.suffixes
    packed = "the packed member" if opened.depth else "the packed file"
    head, stream, layers = open_packed(opened.stream, SUFFIXES.get(packing, ""), packed)
    opened = attrs.evolve(opened, stream=stream, layers=[*opened.layers, *layers])
    expected = ARCHIVES.get(suffix, "")
    members: Iterable[Member]
    if MARK.match(head):
        members = members_of_zip(stream)
    elif is_tar(head, expected=expected == "tar"):
        members = tar = TarMembers(stream)
        opened = attrs.evolve(opened, layers=[*opened.layers, tar])
    elif kind := named_binary(head):
        yield Reject(opened.source, f"{kind}, not a response", _bytes_of(stream))
        return
    else:
        refuse_other(head, expected)
        yield Input(opened.source, stream, _hint_of(opened.path), opened.layers, opened.depth)
        return
    if opened.depth == _DEEPEST:
        yield Reject(opened.source, "an archive within an archive within another", b"")
        return
    yield from _members(opened, members)


def _members(archive: _Opened, members: Iterable[Member]) -> Iterator[Input | Reject]:
    """Give the inputs in an archive, and at its end what is wrong with it."""
    told, reason = False, ""
    try:
        for member in members:
            path = _path_of(archive, member.name)
            if _is_taken(path):
                yield from _inputs_of(archive, member, path)
                # What was read of the member tells damage that it met.
                told = bool(_damaged([*archive.layers, *member.layers]))
                if _damaged(archive.layers):
                    break
    except DamagedZip:
        reason = "the zip data are damaged, or end too early"
    except OtherFile as other:
        reason = f"{other}, not a response"
    damaged = _damaged(archive.layers)
    if damaged and not told:
        yield Reject(archive.source, damaged.damage, b"", damaged.place)
    elif reason:
        yield Reject(archive.source, reason, b"")


def _bytes_of(stream: ByteStream) -> bytes:
    """Return all bytes, none where they are more than a response may have."""
    data = stream.read(LARGEST_BODY + 1)
    return data if len(data) <= LARGEST_BODY else b""


def _damaged(layers: Iterable[Layer]) -> Layer | None:
    """Return the outermost layer that is damaged."""
    return next((layer for layer in layers if layer.damage), None)


def _path_of(archive: _Opened, name: str) -> PurePath:
    """Return where a member would be beside its archive; nothing is ever looked for there."""
    folder = PurePath() if archive.path is None else archive.path.parent
    # Some packers of Windows write its own separator.
    return folder / shown(name).replace("\\", "/").lstrip("/")


def _is_taken(path: PurePath) -> bool:
    hidden = any(part.startswith(".") and part != ".." for part in path.parts)
    return not hidden and has_known_suffix(path.name)


def _inputs_of(archive: _Opened, member: Member, path: PurePath) -> Iterator[Input | Reject]:
    """Give the input that a member is, or those in it."""
    source = f"{archive.source}:{shown(member.name)}"
    if member.stream is None:
        yield Reject(source, member.refusal, b"")
        return
    layers = [*archive.layers, *member.layers]
    try:
        yield from _inputs(_Opened(source, member.stream, path, layers, archive.depth + 1))
    except OSError as error:
        yield unreadable(source, error)


def _hint_of(path: PurePath | None) -> Hint:
    """Return what a path says that ends in ``<family>/<test>.<suffix>``."""
    if path is None:
        return NO_HINT
    family = path.parent.name
    name, suffix, _ = split_suffixes(path.name)
    test = endpoint_named(name) if suffix and family in FAMILIES else None
    return Hint(test.name, family) if test else NO_HINT
