"""The page: one HTML file that opens from a disk or a mail and needs no network.

Its contents come from devices and are hostile. Jinja2 escapes text; data for the script are
JSON with ``<`` escaped, in elements that no browser runs; the script inserts them by
`textContent`. Should all of that fail, the Content-Security-Policy lets nothing run or load
but the page's two scripts and its style, each allowed by its hash.
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
from netassay.core.verdicts import VERDICTS as RESULT_VERDICTS
from netassay.measurements import FAMILIES, TESTS
from netassay.optional import needed
from netassay.records.result import Result
from netassay.report.charts import CHARTS
from netassay.report.chunks import pack
from netassay.report.details import VERDICTS as SOURCE_VERDICTS
from netassay.report.field_paths import field_path, row_field_paths, shape
from netassay.show.terminal.text import visible

if TYPE_CHECKING:
    import jinja2

    from netassay.report.page_data import PageData, SectionRows

__all__ = ["page", "require"]

_PACKAGES: Final = ("altair", "jinja2", "vl_convert")
#: The files of the page's script; each uses those before it.
_SCRIPT_FILES: Final = (
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


def page(data: PageData) -> str:
    """Return the page of the data, as HTML.

    Raises `MissingExtra` where Altair, vl-convert or Jinja2 is not installed.
    """
    require()
    data.chunks.close()
    scripts, style = [_charts_script(), _script()], _static("page.css")
    return _template().render(
        version=__version__,
        policy=_policy(scripts, style),
        scripts=scripts,
        style=style,
        overview=data.overview,
        redacted=data.redactor is not None,
        rejects=len(data.rejects),
        findings=len(data.findings),
        sections=[one.section for one in data.filled_sections],
        counts={one.section.test: len(one.results) for one in data.filled_sections},
        families=data.overview.columns((*FAMILIES, "unknown")),
        meta=_embedded(_meta(data)),
        index=pack(encode(data.index())),
        chunks=data.chunks.done,
    )


def _template() -> jinja2.Template:
    """Return the template, which escapes all text and shows invisible characters."""
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
    """Return the Content-Security-Policy: only these scripts and this style, by their hashes."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(style)}; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _embedded(data: Any) -> str:
    """Return JSON that can't end the element that holds it."""
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


def _static(name: str) -> str:
    return files("netassay.report").joinpath("static", name).read_text("utf-8")


def _script() -> str:
    parts = "\n".join(_static(f"{name}.js") for name in _SCRIPT_FILES)
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


@cache
def _charts_script() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script, from vl-convert."""
    import altair as alt  # noqa: PLC0415 - the extra
    import vl_convert  # noqa: PLC0415 - the extra

    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    bundle: str = vl_convert.javascript_bundle(
        "window.vegaEmbed = vegaEmbed;", vl_version=f"{major}.{minor}"
    )
    if "</script" in bundle.lower():
        bundle = bundle.replace("</script", "<\\/script")
    return bundle


def _meta(data: PageData) -> dict[str, Any]:
    """Return what the page's script needs before any data: names, units, templates."""
    from netassay.report.charts import templates  # noqa: PLC0415
    from netassay.report.drawings import PREFIXED  # noqa: PLC0415

    return {
        "chunks": len(data.chunks.done),
        "prefixed": PREFIXED,
        "verdicts": SOURCE_VERDICTS,
        "judged": RESULT_VERDICTS,
        "head": shape(Result),
        "templates": templates(),
        "sections": [_section(one) for one in data.filled_sections],
    }


def _section(rows: SectionRows) -> dict[str, Any]:
    section, spec = rows.section, TESTS.get(rows.section.test)
    section_data: dict[str, Any] = {"test": section.test, "title": section.title}
    section_data["rowTitle"] = section.rows.rpartition(".")[2].capitalize()
    section_data["columns"] = [one.description for one in rows.columns]
    if spec is None:
        return section_data | {"charts": [], "trends": [], "rowColumns": [], "shape": []}
    section_data["charts"] = [attrs.asdict(chart) for chart in CHARTS.get(section.test, ())]
    section_data["trends"] = [field_path(spec.record, path).key for path in section.trends]
    listed = row_field_paths(spec.record, section.rows, section.row_columns)
    section_data["rowColumns"] = [one.description for one in listed]
    section_data["shape"] = shape(spec.record)
    return section_data
