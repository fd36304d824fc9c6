"""Sources: from files, folders and standard input to responses, one at a time.

    paths --files--> `Input` --formats--> `SavedResponse` --pipeline--> `Result`

`read` does all steps. `saved` stops before the pipeline and `examined` runs it, for callers
that need more than the result. A new format is one module with a `Format` and its place in
the table of `netassay.sources.formats`.

    reading     from paths to saved responses and results
    repeatable  saved responses that can be read more than once
    files       files and folders
    opening     a file opened as an input, or the members of an archive as inputs
    remote      objects in stores, and what else fsspec opens
    unchanged   files that were loaded before
    inputs      an opened input, and what a format provides
    packing     packed inputs, unpacked as they are read
    decompressors  what unpacks them, a piece at a time
    members     a member of an archive
    zips, tars  archives
    encodings   byte order marks
    formats     the table of formats, by suffix and by content
    documents   JSON documents
    arrays      the items of JSON arrays
    lines       NDJSON
    har         HAR captures
    postman     Postman collections
    pages       the API's Markdown pages
    texts       texts that tools printed, parted into runs
    transcripts  what HTTP clients print: curl -i, curl -v
    answers     HTTP answers in captures, collections and transcripts
    binaries    files of other programs, named
    response    one saved response
    locations   where a source is, however its path was spelled
"""

from __future__ import annotations

from netassay.sources.reading import Hints, examined, read, saved
from netassay.sources.repeatable import RepeatableSource
from netassay.sources.response import SavedResponse

__all__ = ["Hints", "RepeatableSource", "SavedResponse", "examined", "read", "saved"]
