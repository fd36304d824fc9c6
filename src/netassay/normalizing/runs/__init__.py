"""Texts that hold several runs of tools, and what stands around a run.

    text --marks--> segments --joining--> `Run`, `Others`     one format, one text each
                                           around             a run's text without what is around it

`runs_in` gives the runs of a text with their tests, `split` without. `Splitter` parts a text that
comes in blocks, `alone` gives the text of one run.
"""
