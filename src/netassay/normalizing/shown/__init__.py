"""Responses to show commands as data: rows of a table, and measurements that they print.

    responses --templates, machine--> rows       TextFSM templates (extra `show`)
              --runs----------------> measured   runs of the formats that netassay reads itself

`templates` and `machine` import packages of the extra; nothing else does, and these are imported
when the first response is read.
"""
