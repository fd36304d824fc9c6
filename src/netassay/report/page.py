"""The page itself: one file that opens from a disk or a mail and asks the network nothing.

What is in it was sent by devices. Jinja2 escapes what stands in the page as text; data for
the script stand in elements that no browser runs, JSON with its ``<`` escaped; the script
puts them in by `textContent`. Should all of that fail, the Content-Security-Policy lets
nothing run or load but our own two scripts and style, each known by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import attrs

from netassay._version import __version__
from netassay.core.codec import encode
from netassay.core.verdicts import VERDICTS as JUDGED
from netassay.measurements import FAMILIES, TESTS
from netassay.optional import needed
from netassay.records.result import Result
from netassay.report.charts import CHARTS
from netassay.report.chunks import packed
from netassay.report.columns import column, inner_columns, shape
from netassay.report.details import VERDICTS as SOURCES
from netassay.show.terminal.text import visible

if TYPE_CHECKING:
    import jinja2

    from netassay.report.collected import Collected, SectionRows

__all__ = ["page", "require"]

_PACKAGES: Final = ("altair", "jinja2", "vl_convert")
#: Our own script, in the order of its parts: each uses those before it.
_PARTS: Final = (
    "elements",
    "figures",
    "data",
    "hover",
    "charts",
    "tables",
    "values",
    "detail",
    "sections",
    "start",
)


def require() -> None:
    """Raise `MissingExtra` where a package of the extra ``report`` is not installed."""
    for package in _PACKAGES:
        needed(package, "report")


def page(collected: Collected) -> str:
    """Return the page of what was collected, as HTML.

    Raises `MissingExtra` where Altair, vl-convert or Jinja2 is not installed.
    """
    require()
    collected.chunks.close()
    scripts, style = [_charts_script(), _script()], _static("page.css")
    return _template().render(
        version=__version__,
        policy=_policy(scripts, style),
        scripts=scripts,
        style=style,
        overview=collected.overview,
        redacted=collected.redactor is not None,
        rejects=len(collected.rejects),
        findings=len(collected.findings),
        sections=[one.section for one in collected.shown],
        counts={one.section.test: len(one.results) for one in collected.shown},
        families=collected.overview.columns((*FAMILIES, "unknown")),
        meta=_embedded(_meta(collected)),
        index=packed(encode(collected.index())),
        chunks=collected.chunks.done,
    )


def _template() -> jinja2.Template:
    """Return the page's template: every text in it escaped, and what can't be seen as well."""
    import jinja2  # noqa: PLC0415 - the extra

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("netassay.report"),
        autoescape=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["thousands"] = "{:,}".format
    return environment.get_template("page.html")


def _policy(scripts: list[str], style: str) -> str:
    """Return the Content-Security-Policy: nothing but what has one of these hashes."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _embedded(data: Any) -> str:
    """Return JSON that can't end the element it stands in."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _static(name: str) -> str:
    return files("netassay.report").joinpath("static", name).read_text("utf-8")


def _script() -> str:
    parts = "\n".join(_static(f"{name}.js") for name in _PARTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


@cache
def _charts_script() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script, as vl-convert brings them along."""
    import altair as alt  # noqa: PLC0415 - the extra
    import vl_convert  # noqa: PLC0415 - the extra

    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    made: str = vl_convert.javascript_bundle(
        "window.vegaEmbed = vegaEmbed;", vl_version=f"{major}.{minor}"
    )
    if "</script" in made.lower():
        made = made.replace("</script", "<\\/script")
    return made


def _meta(collected: Collected) -> dict[str, Any]:
    """Return what the page's script needs to know before any data: names, units, templates."""
    from netassay.report.charts import templates  # noqa: PLC0415
    from netassay.report.marks import PREFIXED  # noqa: PLC0415

    return {
        "chunks": len(collected.chunks.done),
        "prefixed": PREFIXED,
        "verdicts": SOURCES,
        "judged": JUDGED,
        "head": shape(Result),
        "templates": templates(),
        "sections": [_section(one) for one in collected.shown],
    }


def _section(rows: SectionRows) -> dict[str, Any]:
    section, spec = rows.section, TESTS.get(rows.section.test)
    made: dict[str, Any] = {"test": section.test, "title": section.title}
    made["rowTitle"] = section.rows.rpartition(".")[2].capitalize()
    made["columns"] = [one.described for one in rows.columns]
    if spec is None:
        return made | {"charts": [], "trends": [], "rowColumns": [], "shape": []}
    made["charts"] = [attrs.asdict(chart) for chart in CHARTS.get(section.test, ())]
    made["trends"] = [column(spec.record, path).key for path in section.trends]
    listed = inner_columns(spec.record, section.rows, section.row_columns)
    made["rowColumns"] = [one.described for one in listed]
    made["shape"] = shape(spec.record)
    return made
