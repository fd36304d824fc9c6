"""Analyses of many results: comparisons, groups of findings, queries in SQL.

They read no files and print nothing.

    compare  what changed between two sets of results
    side     the figures, states and findings of one set, by device, test and target
    states   the states of rows, such as the pairs of a cable
    targets  the targets of results that lack one
    groups   findings by code, verdicts of what does not work
    query    SQL over results in memory
"""
