"""`--redact`: what the command writes can be shown to others."""

from __future__ import annotations

import json
import os
import re
import threading

import pytest

from bodies import SAMPLES
from cli.responses import SERIAL, URL, ping, saved

#: What the ping of `cli.responses` holds of who and where.
SECRETS = (SERIAL, "task-1", "www.example.com", "192.0.2.7")


def enveloped():
    """Return a ping with its URL and a free text that names the host."""
    return {"url": URL, "status": 200, "body": ping() | {"failReason": "www.example.com is slow"}}


@pytest.mark.parametrize("form", ["ndjson", "view"])
def test_nothing_is_left(command, tmp_path, form):
    """Neither lines nor views hold a secret, the name of the file included."""
    folder = tmp_path / SERIAL
    folder.mkdir()
    path = saved(folder, "a.json", enveloped())
    code, out, err = command("normalize", path, "--redact", "--format", form)
    assert (0, "") == (code, err)
    # `task-1` is what the first task is called; the one in question was that itself.
    assert [] == [one for one in SECRETS if re.search(rf"{re.escape(one)}\b", out)]
    assert "host-1.example.net is slow" in out
    assert "20.8" in out


def test_numbers_are_the_same(command):
    """All numbers of all samples come out as without redaction."""
    _, plain, _ = command("normalize", str(SAMPLES))
    _, redacted, _ = command("normalize", str(SAMPLES), "--redact")
    for one, other in zip(plain.splitlines(), redacted.splitlines(), strict=True):
        assert _without_texts(json.loads(one)) == _without_texts(json.loads(other))


def _without_texts(value):
    if isinstance(value, dict):
        return {key: _without_texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_texts(item) for item in value]
    return None if isinstance(value, str) else value


def test_names_of_later_responses_are_found(command, tmp_path):
    """What a later file explains is replaced in an earlier one, from standard input too."""
    early = saved(tmp_path, "a.json", ping() | {"failReason": "gw-cellar said no"})
    late = json.dumps(ping(destination="gw-cellar")).encode()
    for words in ([early, "-"], ["-", early]):
        _, out, _ = command("normalize", *words, "--redact", data=late)
        assert 2 == len(out.splitlines())
        assert "gw-cellar" not in out


def test_a_pipe_is_read_once(command, tmp_path):
    """A named pipe, which gives its bytes only once, is redacted like a file."""
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps(ping()),))
    writer.start()
    code, out, _ = command("normalize", str(pipe), "--redact")
    writer.join()
    assert (0, 1) == (code, len(out.splitlines()))


def test_a_key_repeats(command, tmp_path):
    """With a key, which alone is enough, two runs give the same bytes; without, they differ."""
    path = saved(tmp_path, "a.json", enveloped())
    runs = [command("normalize", path, "--redact-key", "correct horse")[1] for _ in range(2)]
    assert runs[0] == runs[1]
    assert SERIAL not in runs[0]
    others = {command("normalize", path, "--redact")[1] for _ in range(2)}
    assert 2 == len(others)


def test_a_short_key_is_wrong_use(command, tmp_path):
    """A key of a few letters is refused before anything is read."""
    path = saved(tmp_path, "a.json", ping())
    code, out, err = command("normalize", path, "--redact-key", "short")
    assert (2, "") == (code, out)
    assert "12 characters" in err


def test_rejects_are_counted_once(command, tmp_path):
    """Reading twice tells a reject once."""
    path = saved(tmp_path, "a.ndjson", ping(), "{nonsense")
    code, out, err = command("normalize", path, "--redact")
    assert (1, 1, 1) == (code, len(out.splitlines()), len(err.splitlines()))
