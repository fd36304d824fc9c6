"""Hypothesis strategies: records that a tool can print, with their texts.

Each module is named after the dialect that reads the text and offers ``cases()``, a
strategy of `netassay.testing.Case`.
"""
