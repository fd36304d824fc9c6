"""What people see of results: figures with units, tables, findings, on a terminal or in a pipe.

Nothing here knows a test. What a field is called and what unit it has comes from the
record classes, so that a new test has a view as soon as it has a record.

    text      what a device sent, made visible: no control character passes
    figures   numbers in the unit that reads best
    tables    lists of records as tables that never cut a number
    sparks    series of figures, each as a line of blocks
    findings  of one response, or of many by code
    results   one result as a whole
    changes   what changed between two sets of results
    sources   where each value came from
"""
