"""Sources: from files, folders and standard input to responses, one at a time.

    paths --files--> opened inputs --formats--> `Saved` --pipeline--> `Result`

`read` goes the whole way. `saved` stops before the pipeline and `examined` goes the rest,
for those who need more than the result. A new format is one module with a `Format` and its
place in the table of `netassay.sources.formats`.
"""

from __future__ import annotations

from netassay.sources.reading import examined, read, saved
from netassay.sources.response import Saved
from netassay.sources.twice import Twice

__all__ = ["Saved", "Twice", "examined", "read", "saved"]
