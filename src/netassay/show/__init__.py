"""Results for people: on a terminal, in a notebook, as plots.

Names and units come from the record classes.

    terminal  views of results on a terminal or in a pipe
    series    the figures of a measurement, row by row, ready to be drawn
    plots     plots of series with matplotlib
    svg       small drawings of series
    notebook  HTML of results for notebooks
    markup    HTML with everything escaped
"""
