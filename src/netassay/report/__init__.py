"""The report: one self-contained page that shows what was run, what failed and why.

    sections     what is shown of each test
    field_paths  labels, units and values of its columns, from the record classes
    page_data    the data of the page, collected while results are read
    overview     counts, the span of time, the worst findings
    views        one response as the page shows it, redacted where asked
    details      a view as plain data for the page's script
    clipping     limits on what the page holds of a response
    chunks       groups of data, compressed for the page's script
    charts       the charts of each test, and why Vega draws them
    drawings     the marks and axes of each chart
    page         the page, and what keeps its contents harmless

::

    data = PageData()
    data.add(item, examination)  # of `sources.saved`, examined with ``trace=True``
    page(data)

``static/`` holds the page's script and style, ``templates/`` its HTML. The packages of the
extra ``report`` are imported when a page is made.
"""

from __future__ import annotations

from netassay.report.page import page, require
from netassay.report.page_data import PageData

__all__ = ["PageData", "page", "require"]
