"""Hypothesis strategies of records that a tool can print, with their texts.

Each module is named after the dialect that reads the text and offers ``cases()``, a
strategy of `netassay.testing.Case`.

    arp_tables        tables of neighbours, for all ARP strategies
    iperf3_runs       runs of iperf3 whose figures add up
    ping_values       hosts, addresses, times and totals, for all ping strategies
    traceroute_paths  paths to a host, for all traceroute strategies
"""
