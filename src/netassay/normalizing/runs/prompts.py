r"""Prompts of shells and devices, and the commands that were typed behind them.

user@host:~$ ping -c 3 192.0.2.1        [root@host ~]# traceroute 192.0.2.1
switch-1# ping 192.0.2.1                (gateway) [mynode] #ping 192.0.2.1
user@router> ping 192.0.2.1 rapid       RP/0/RP0/CPU0:router#ping 192.0.2.1
C:\Users\user> ping 192.0.2.1           [admin@MikroTik] > ping 192.0.2.1
/ # ping 192.0.2.1                      (Cisco Controller) >ping 192.0.2.1
<HUAWEI>ping 192.0.2.1                  ProCurve Switch 2530# ping 192.0.2.1
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["PROMPT", "is_idle", "typed", "typed_target", "typed_test"]

#: A prompt, its sign, and what was typed. Without a name before it, a sign counts with a command
#: behind it or alone.
_PATH: Final = r"[\w.@:/~+-]*+"
#: Words of a node or a mode in front of the sign: ``(config)``, ``(root)``, ``(main)``.
_MODE: Final = r"(?:[ ]?\([\w.:/ -]++\))?+"
_NAME: Final = (
    r"(?:\*(?=[A-Z]:))?+(?:\([\w.-]++\)[ ]?(?=[A-Za-z\[]))?+"
    r"(?:\[[\w.@:~/ -]++\](?:[ ]?/[\w/ -]*+)?+[ ]?|PS [A-Za-z]:[^>\n]{0,200}|[A-Za-z]:\\[^>\n]{0,200}"
    # A path with blanks, behind a user and a host.
    r"|[\w.-]++@[\w.-]++:[~/][^$#%>\n]{0,200}"
    # A switch whose name has blanks.
    r"|[A-Za-z][\w.-]*+(?:[ ][\w.-]++){2,3}+(?:\([\w./-]++\))?+(?=\#)"
    rf"|[A-Za-z_]{_PATH}{_MODE}(?:[ ](?=[\w.@:/~+-]){_PATH})?+{_MODE}[ ]?"
    # A shell of BusyBox, a controller, a switch of Huawei's.
    r"|[~/][\w./~-]*+[ ]|\([\w.@: -]++\)[ ]?(?:[*^]?\[[\w.@:~/ -]++\][ ]?)?+(?:\([\w./ -]++\)[ ]?)?+)"
)
_SIGN: Final = r"[#$>%\u276f\u279c]"
PROMPT: Final = re.compile(
    rf"(?:{_NAME}{_SIGN}(?=[ ]*+$|[ ]?(?:[A-Za-z./~!]|(?:\^[CDZ])++$))|<[A-Za-z][\w.-]*+>(?=[ ]*+$|[a-z]|(?:\^[CDZ])++$)"
    # The place behind the sign.
    r"|\u279c[ ]++[^\s]++(?:[ ]git:\([^()\n]*+\))?+(?:[ ]\u2717)?+(?:[ ]|$)"
    r"|[$#>%\u276f\u279c] ?(?=[ ]*+$|(?:\^[CDZ])++$)|[$#%\u276f] (?=[a-z./]))"
    r"[ ]*+(?P<typed>[^\n]*+)",
    re.MULTILINE,
)
#: What a terminal shows where a command was stopped, or a session left; what Junos prints before a
#: prompt; the fences of a text that was pasted.
_LEFT: Final = re.compile(
    r"(?:\^[CDZ\\])+|exit|logout|quit|\{(?:master|backup|primary|secondary)[\w:-]*+\}|\[edit[^\]\n]*+\]"
    r"|(?:`{3,}|~{3,})[\w-]*+"
)
_TOOL: Final = re.compile(
    r"(?:(?:sudo|time|do|run|exec|execute|command|ip netns exec [^\s]++|ip vrf exec [^\s]++) ++)*+(?:[^\s]*/)?(?:tool[ /])?"
    r"(ping6?|traceroute6?|tracert|iperf3)(?:\.exe)?+ ++(\S[^\n]*+)"
)
_TESTS: Final = {
    "ping": "ping",
    "traceroute": "traceroute",
    "tracert": "traceroute",
    "iperf3": "iperf",
}
#: Words of routers and switches before the host.
_KINDS: Final = re.compile(r"(?:vrf [^\s]++|ip|ipv6|inet6?|host|icmp) ++(?=[^\s])")
_PIPED: Final = re.compile(r" *(?:[|;>&]|2>).*")
#: An option of these tools that takes its value as a word of its own.
_VALUED: Final = re.compile(r"-[A-Za-z]\Z|--?[a-z-]{2,}\Z")
_FLAGS: Final = frozenset(
    [
        "-4",
        "-6",
        "-n",
        "-q",
        "-v",
        "-b",
        "-d",
        "-f",
        "-r",
        "-A",
        "-D",
        "-L",
        "-O",
        "-R",
        "-U",
        "-V",
        "-a",
        "-t",
        "-e",
        "-F",
        "-J",
        "-u",
        "-Z",
    ]
)


def typed(line: str) -> str | None:
    """Return what was typed behind the prompt of a line, None for a line without a prompt."""
    match = PROMPT.match(line)
    return match["typed"].rstrip() if match else None


def is_idle(line: str) -> bool:
    """Say whether a line is a prompt without a command, or leaves the session."""
    command = typed(line)
    return command == "" or _LEFT.fullmatch(line if command is None else command) is not None


def typed_test(command: str) -> str | None:
    """Return the test that a command runs, None for another command."""
    match = _TOOL.match(command)
    return _TESTS[match[1].rstrip("6")] if match else None


def typed_target(command: str) -> str | None:
    """Return the host that a command tests, None where it does not show."""
    match = _TOOL.match(command)
    if not match:
        return None
    words = _KINDS.sub("", _PIPED.sub("", match[2])).split()
    if match[1] == "iperf3":
        at = next((at for at, word in enumerate(words[:-1]) if word in ("-c", "--client")), None)
        return None if at is None else words[at + 1]
    hosts = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word[0] not in "-/"
        and (before in _FLAGS or not _VALUED.match(before))
        and "=" not in word
    ]
    return hosts[0] if hosts else None
