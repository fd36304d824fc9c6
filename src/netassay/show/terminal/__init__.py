"""Views of results: figures with units, tables, findings, on a terminal or in a pipe.

They take names and units of fields from the record classes, so that a new test has a view as
soon as it has a record.

    text      texts of devices, with control characters escaped
    figures   numbers in a readable unit
    tables    lists of records as tables that never cut a number
    sparks    series of figures, each as a line of blocks
    findings  the findings of one response, or of many by code
    verdicts  verdicts in colour, and summary lines
    results   one result as a whole
    changes   what changed between two sets of results
    sources   where each value comes from
"""
