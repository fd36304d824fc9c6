"""Printers: a record in, the text that one tool would print of it out.

Each module is named after the dialect that reads its text and offers
``printed(measurement, **style) -> str``. They are written from the tools' own formats,
independently of the grammars.
"""
