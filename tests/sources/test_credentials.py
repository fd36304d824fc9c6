"""What a capture, a collection or a session says of credentials is kept nowhere."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netassay
from hostile.growth import disproportion
from loading.loads import place, tables_in
from netassay.cli import run
from netassay.core.credentials import value_without_credentials, without_credentials
from netassay.core.credentials.texts import text_without_credentials
from sources.writers import capture, collection, entry

if TYPE_CHECKING:
    from pathlib import Path

PATH = "/network-troubleshooting/v1alpha1/aps/CN00000001/ping/async-operations/7"
#: In every credential of these tests, so that it is found whatever is left of it.
MARK = "Zq7Zq7"
TOKEN = f"{MARK}-0a1b2c3d4e5f"
JWT = f"eyJhbGciOiJIUzI1NiJ9.eyJ{MARK}.{MARK}"


def headers(token: str) -> list[dict[str, str]]:
    """Return headers of a request, some of which are credentials."""
    return [
        {"name": "Accept", "value": "application/json"},
        {"name": "authorization", "value": f"Bearer {token}"},
        {"value": f"session={token}; path=/", "name": "Cookie", "comment": "x"},
        {"name": "X-Company-Pass", "value": token},
    ]


def asked(url: str, content: dict[str, Any], status: int, token: str) -> Any:
    """Return an entry of a capture whose request holds a token wherever there is a place for one."""
    made = entry(f"{url}?access_token={token}&limit=5", content, status, "POST")
    made["request"] |= {
        "headers": headers(token),
        "cookies": [{"name": "session", "value": token, "path": "/"}],
        "queryString": [{"name": "access_token", "value": token}],
        "postData": {
            "mimeType": "application/x-www-form-urlencoded",
            "params": [{"name": "client_secret", "value": token}],
            "text": f"grant_type=client_credentials&client_id=me&client_secret={token}",
        },
    }
    made["response"] |= {
        "headers": [{"name": "Set-Cookie", "value": f"session={token}; Secure"}],
        "cookies": [{"name": "session", "value": token}],
    }
    return made


def traffic(token: str = TOKEN) -> list[Any]:
    """Return entries: answers without bodies, one in bad base64, the token's own, one that is fine."""
    api = f"https://me:{token}@api.example.com{PATH}"
    form = json.dumps({"grant_type": "client_credentials", "client_secret": token})
    login = asked(
        "https://sso.example.com/token", {"text": json.dumps({"access_token": token})}, 200, token
    )
    login["request"]["postData"] = {"text": form}
    bad = {"text": base64.b64encode(b'{"status": ').decode() + "!", "encoding": "base64"}
    fine = {"text": '{"status": "RUNNING"}'}
    no_request = {
        "response": {"headers": headers(token)},
        "cookies": [{"name": "a", "value": token}],
    }
    return [
        asked(api, {}, 200, token),
        asked(api, bad, 200, token),
        login,
        no_request,
        asked(api, {"text": "no JSON"}, 200, token),
        asked(api, fine, 200, token),
    ]


def postman(token: str = TOKEN) -> bytes:
    """Return a collection with a token wherever there is a place for one."""
    auths = [
        {"type": "bearer", "bearer": [{"key": "token", "value": token, "type": "string"}]},
        {
            "type": "basic",
            "basic": [{"value": token, "key": "password"}, {"key": "username", "value": "me"}],
        },
        {
            "type": "apikey",
            "apikey": [{"key": "key", "value": "X-Key"}, {"key": "value", "value": token}],
        },
        {
            "type": "oauth2",
            "oauth2": [
                {"key": "clientSecret", "value": token},
                {"key": "accessToken", "value": token},
            ],
        },
        {"type": "bearer", "bearer": {"token": token}},
    ]
    items = [
        {
            "name": "one",
            "request": {
                "auth": auth,
                "url": {
                    "raw": f"{PATH}?api_key={token}",
                    "query": [{"key": "api_key", "value": token}],
                },
                "header": [{"key": "Authorization", "value": f"Bearer {token}"}],
                "body": {
                    "mode": "urlencoded",
                    "urlencoded": [{"key": "client_secret", "value": token}],
                },
            },
            "response": [
                {
                    "code": 200,
                    "body": "",
                    "originalRequest": {
                        "url": PATH,
                        "auth": auth,
                        "header": [{"key": "X-A", "value": token}],
                    },
                    "header": [{"key": "Set-Cookie", "value": f"a={token}"}],
                    "cookie": [{"name": "a", "value": token}],
                }
            ],
        }
        for auth in auths
    ]
    variables = [{"key": "client_secret", "value": token}, {"value": token, "key": "token"}]
    return collection(items, auth=auths[0], variable=variables)


SESSION = f"""\
$ curl -s -u me:{TOKEN} https://sso.example.com/token -d 'grant_type=client_credentials&client_secret={TOKEN}'
{{"access_token": "{TOKEN}", "expires_in": 7200}}
$ curl -sb "session={TOKEN}" -H 'Authorization: Bearer {TOKEN}' -H "X-Auth-Token: {TOKEN}" 'https://x/y?token={TOKEN}'
$ curl --oauth2-bearer {TOKEN} --proxy-user "me:{TOKEN}" https://me:{TOKEN}@api.example.com
> Authorization: Basic {TOKEN}
< Set-Cookie: session={TOKEN}; Secure
$ http GET https://x/y authorization:"Bearer {JWT}" ; echo {JWT}
C:\\> curl ^"https://x/y^" -H ^"authorization: Bearer {TOKEN}^"
PS> $s.Cookies.Add((New-Object System.Net.Cookie("session", "{TOKEN}", "/", "x")))
>>> requests.get(url, headers={{'Authorization': 'Bearer {TOKEN}'}}, params=dict(api_key="{TOKEN}"))
$ ping -c 1 192.0.2.7
PING 192.0.2.7 (192.0.2.7) 56(84) bytes of data.
64 bytes from 192.0.2.7: icmp_seq=1 ttl=57 time=20.1 ms
{{"headers": {{"Authorization": "Bearer {TOKEN}"}}}}

--- 192.0.2.7 ping statistics ---
1 packets transmitted, 1 received, 0% packet loss, time 0ms
rtt min/avg/max/mdev = 20.1/20.1/20.1/0.000 ms
"""
BESIDE = {
    "status": "COMPLETED",
    "output": {"host": "a.example", "seen": f"https://me:{TOKEN}@x/y?access_token={TOKEN}"},
    "request": {"headers": {"Authorization": f"Bearer {TOKEN}", "X-Odd": TOKEN}},
    "headers": headers(TOKEN),
    "access_token": TOKEN,
    "cookies": [f"a={TOKEN}"],
}
INPUTS: dict[str, bytes] = {
    "a.har": capture(traffic()),
    "cut.har": capture(traffic())[:-40],
    "no.har": b'{"version": 1, "log"' + capture(traffic())[7:-3],
    "wide.har": b"\xff\xfe" + capture(traffic())[:-40].decode().encode("utf-16-le"),
    "a.postman_collection.json": postman(),
    "cut.json": postman()[:-9],
    "session.txt": SESSION.encode(),
    "only.txt": SESSION[: SESSION.index("$ ping")].encode(),
    "token.json": json.dumps({"access_token": TOKEN, "expires_in": 7200}).encode(),
    "beside.json": json.dumps(BESIDE).encode(),
    "twice.json": f'{{"status": "RUNNING", "authorization": "{TOKEN}", "authorization": "x"}}'.encode(),
    "envelope.ndjson": b"".join(
        json.dumps(
            {"url": f"https://me:{TOKEN}@x{PATH}?token={TOKEN}", "status": 200, "body": body}
            | {"headers": {"Authorization": TOKEN}, "request": {"headers": headers(TOKEN)}}
        ).encode()
        + b"\n"
        for body in ({"status": "RUNNING"}, {"no": "response"})
    ),
}


@pytest.fixture(params=sorted(INPUTS))
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Give a file with credentials."""
    path: Path = tmp_path / request.param
    path.write_bytes(INPUTS[request.param])
    return path


def left_in(text: str | bytes) -> list[str]:
    """Return what is left of credentials in a text, wide or not, with what stands around it."""
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    told = data.replace(b"\0", b"").decode("utf-8", "replace")
    return [told[max(0, at.start() - 60) : at.end() + 20] for at in re.finditer(MARK, told)]


def test_no_result_and_no_reject(source: Path) -> None:
    """Neither what was read nor what was not holds a credential."""
    items = list(netassay.read(source))
    assert items
    for item in items:
        if isinstance(item, netassay.Reject):
            assert [] == left_in(item.data) + left_in(item.reason + item.place)
        else:
            assert [] == left_in(netassay.to_json(item))


@pytest.mark.parametrize("form", ["csv", "ndjson", "parquet", "duckdb"])
def test_no_table(source: Path, form: str, tmp_path: Path) -> None:
    """Nothing that a load writes holds one."""
    to = place(tmp_path / "out", form)
    to.parent.mkdir(exist_ok=True)
    netassay.load(source, to=to, **({} if form == "duckdb" else {"form": form}))
    assert [] == left_in(
        repr({name: rows.to_pylist() for name, rows in tables_in(to, form).items()})
    )
    files = [to] if to.is_file() else [one for one in to.rglob("*") if one.is_file()]
    assert [] == [left for one in files for left in left_in(one.read_bytes())]


def test_no_page_and_no_message(
    source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No page holds one, and no command says one."""
    page = tmp_path / "page.html"
    assert run(["report", str(source), "-o", str(page)]) in (0, 1)
    assert [] == left_in(page.read_bytes())
    for command in (["normalize"], ["normalize", "--format", "view"], ["check"], ["explain"]):
        run([*command, str(source)])
    told = capfd.readouterr()
    assert [] == left_in(told.out) + left_in(told.err)


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_cut_in_a_credential(name: str) -> None:
    """Where a text ends in the midst of a credential, nothing of that is left."""
    whole = INPUTS[name].replace(b"\0", b"")
    for begun in re.finditer(MARK.encode(), whole):
        for cut in (begun.end(), begun.end() + 1):
            assert [] == left_in(without_credentials(whole[:cut]))


@pytest.mark.parametrize(
    "url",
    ["http://h:8080", "http://h:", "http://[2001:db8::1]", "http://[2001:db8::1]:80", "s3://b/k"],
)
def test_a_port_at_the_end(url: str) -> None:
    """What ends in a port or an address has no password."""
    assert url == text_without_credentials(url)


def test_a_bracket_in_a_name() -> None:
    """A password goes whatever the user is called."""
    assert "http://m[e:***@h" == text_without_credentials(f"http://m[e:{MARK}@h")


@given(st.data())
def test_cut_anywhere(data: st.DataObject) -> None:
    """Wherever a capture, a collection or a session ends, no credential is left."""
    whole = INPUTS[data.draw(st.sampled_from(sorted(INPUTS)))].replace(b"\0", b"")
    cut = data.draw(st.integers(0, len(whole)))
    assert [] == left_in(without_credentials(whole[:cut]))


@given(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=4, max_size=40))
def test_any_token(drawn: str) -> None:
    """A token of any characters is gone from a capture and a collection, and JSON stays JSON."""
    token = f"{MARK}{drawn}{MARK}"
    for whole in (capture(traffic_of(token)), postman_of(token)):
        made = without_credentials(whole)
        assert [] == left_in(made)
        json.loads(made)
    assert json.loads(without_credentials(capture(traffic(""))))


def traffic_of(token: str) -> list[Any]:
    """Return traffic whose tokens are in headers and cookies, which quote any character."""
    entries = traffic("x")
    for one in entries:
        request = one.get("request")
        if request:
            request |= {"headers": headers(token), "cookies": [{"name": "a", "value": token}]}
    return entries


def postman_of(token: str) -> bytes:
    """Return a collection whose URLs hold no token."""
    return re.sub(rb"api_key=[^\"]*", b"", postman(token)) if '"' not in token else postman("x")


def test_what_is_no_credential_stays() -> None:
    """All else is left byte by byte, and the same object where there is no credential."""
    text = json.dumps(
        {
            "request": {
                "headers": [{"name": "Accept", "value": "a/b"}],
                "url": "https://x/y?limit=10",
            }
        }
    )
    data = text.encode()
    assert data is without_credentials(data)
    kept = without_credentials(capture(traffic())).decode()
    for words in (
        "application/json",
        "client_id=me",
        "limit=5",
        "grant_type=client_credentials",
        PATH,
    ):
        assert words in kept
    plain = "snmp-server community public\npassword ciphertext abc\nthe token expired\nbasic authentication\n"
    assert plain == without_credentials(plain.encode()).decode()


def test_extras_keep_the_rest() -> None:
    """An iperf3 cookie is no header, and what holds no credential is the same object."""
    extras = {"/output/cookie": "ap.1745.2", "/x": [{"y": "token"}], "/output/key": 5}
    assert extras is value_without_credentials(extras)
    for text in (
        b'{"cookie": "ap.1745.2", "value": 1, "output": "      Cookie: ap.1745.2\\n"}',
        b"      Cookie: ap.1745.2\n",
    ):
        assert text == without_credentials(text)


@pytest.mark.parametrize(
    "unit",
    ['"token":"', "token=", 'token=\\"', "curl -u ", '{"headers":[', '{"name":"a","value":"', "://a:", "?a=",
     "basic ", "eyJaaaaaaaa.", '\\"secret\\":\\"a', "Cookie(", "{", '"'],
)  # fmt: skip
def test_time_grows_as_the_text(unit: str) -> None:
    """No text makes it slow."""
    problem = disproportion(
        lambda text: without_credentials(text.encode()),
        lambda size: unit * (size // len(unit)),
        [1 << 10, 1 << 14, 1 << 18],
    )
    assert "" == problem
