"""The report: one self-contained page that shows what was run, what failed and why.

    sections   what is shown of each test
    columns    labels, units and values of that, by the record classes
    collected  what the page shows, collected while results are read
    overview   counts, the span of time, the worst findings
    seen       one response with all that is shown of it, redacted where asked
    details    that as data for the page's script
    clips      how much of a response the page holds
    chunks     data compressed for the page's script
    charts     which charts there are, and why Vega draws them
    marks      how each chart looks
    page       the page itself, and what keeps it harmless

::

    collected = Collected()
    collected.add(item, examination)  # of `sources.saved`, examined with ``trace=True``
    page(collected)

``static/`` holds the page's script and style, ``templates/`` its HTML. The packages of the
extra ``report`` are imported when a page is made.
"""

from __future__ import annotations

from netassay.report.collected import Collected
from netassay.report.page import page, require

__all__ = ["Collected", "page", "require"]
