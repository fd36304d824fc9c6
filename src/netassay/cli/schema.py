"""`schema`: the JSON Schema of exported results."""

from __future__ import annotations

import json
import sys
from typing import Annotated

from cyclopts import Parameter

from netassay.export import schema as schemas

__all__ = ["schema"]


def schema(
    test: Annotated[str | None, Parameter(help="One test; without it, all of them.")] = None, /
) -> int:
    """Print the JSON Schema (2020-12) of exported results.

    For a program that reads them, or to look up a field's unit and meaning:

        netassay schema ping > ping.schema.json
        netassay schema | jq '."$defs".Reply.properties'
    """
    sys.stdout.write(json.dumps(schemas.schema(test), indent=2, ensure_ascii=True) + "\n")
    return 0
