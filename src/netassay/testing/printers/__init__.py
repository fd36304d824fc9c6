"""Printers: each renders a record as the text that one tool would print.

Each module is named after the dialect that reads its text and offers
``render(measurement, **style) -> str``. They are written from the tools' own formats,
independently of the grammars.

    ping_text        texts that the printers of pings share
    traceroute_hops  texts that the printers of traceroutes share
"""
