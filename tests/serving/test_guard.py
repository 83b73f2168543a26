"""Who may ask: the preview's own pages on this computer, and nobody else."""

from __future__ import annotations

import socket

import pytest


def test_the_address_that_is_told_answers_and_says_how_its_pages_may_be_used(unchanged):
    answer = unchanged.get()

    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "attacker.example"},
        {"host": "attacker.example:{port}"},  # a name that was rebound to this address
        {"host": "127.0.0.1"},
        {"host": "127.0.0.1:1"},
        {"origin": "https://attacker.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_request_of_another_page_is_refused(unchanged, headers):
    port = unchanged.host.partition(":")[2]
    told = {name: value.replace("{port}", port) for name, value in headers.items()}

    answer = unchanged.ask("GET", f"/{unchanged.token}/", {"host": unchanged.host} | told)

    assert answer.status == 403
    assert b"script" not in answer.body


@pytest.mark.parametrize("path", ["/", "/wrong/", "/{token}x/", "//{token}/", "/{half}/"])
def test_without_the_token_nothing_is_answered(unchanged, path):
    token = unchanged.token

    answer = unchanged.ask("GET", path.format(token=token, half=token[:8]), {})

    assert answer.status == 403


@pytest.mark.parametrize(
    "path",
    [
        "../brief.toml",
        "%2e%2e/brief.toml",
        "..%2f..%2fetc/passwd",
        "shell/../brief.toml",
        "shell/%2e%2e%2fserve.py",
        "shell/serve.py",
        "page/../../etc/passwd",
        "page/%00",
        "sheet/0",
        "told/brief/..%2fREADME",
        "told/brief/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "told/brief/none",
        "briefs/military.md",
    ],
)
def test_no_file_is_reached_by_a_path(unchanged, path):
    answer = unchanged.get(path)

    assert answer.status in (403, 404)
    assert len(answer.body) < 100


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND"])
def test_another_method_is_refused(unchanged, method):
    assert unchanged.ask(method, f"/{unchanged.token}/", {}).status in (403, 405)


def test_a_request_to_read_has_no_body(unchanged):
    answer = unchanged.ask("GET", f"/{unchanged.token}/", {}, b"words")

    assert answer.status == 400


def test_headers_that_are_too_large_are_refused_however_they_arrive(unchanged):
    assert unchanged.get(x_long="x" * 70_000).status in (400, 431)
    assert unchanged.get("?" + "x" * 20_000).status in (400, 414, 431)


def test_a_second_host_is_refused(unchanged):
    head = f"GET /{unchanged.token}/ HTTP/1.1\r\nHost: {unchanged.host}\r\nHost: attacker.example"

    said = unchanged.send(f"{head}\r\n\r\n".encode())

    assert said.startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "change",
    [
        {"origin": "https://attacker.example"},
        {"content_type": "text/plain"},  # which a page of somebody else may send unasked
        {"content_type": "application/x-www-form-urlencoded"},
        {"sec_fetch_site": "cross-site"},
    ],
    ids=str,
)
def test_a_write_of_another_page_is_refused_and_nothing_is_written(unchanged, change):
    theme = unchanged.root / "templates/policy-brief/theme.toml"
    before = theme.read_bytes()

    change = {name.replace("_", "-"): value for name, value in change.items()}
    value = {"path": ["colors", "ink"], "value": "#000000"}
    answer = unchanged.post("told/theme/policy-brief", value, **change)

    assert answer.status == 403
    assert theme.read_bytes() == before


def test_a_write_without_an_origin_is_refused(unchanged):
    path = f"/{unchanged.token}/told/theme/policy-brief"
    answer = unchanged.ask("POST", path, {"content-type": "application/json"}, b"{}")

    assert answer.status == 403


def test_a_long_body_is_refused_before_it_is_read(unchanged):
    assert unchanged.post("told/theme/policy-brief", "x" * 5_000).status == 413


@pytest.mark.parametrize("value", [{}, [], {"path": ["colors"], "value": 1}, {"path": "ink"}])
def test_a_body_of_another_shape_is_told_and_nothing_more(unchanged, value):
    assert unchanged.post("told/theme/policy-brief", value).status == 400


def test_no_other_address_of_this_computer_answers(unchanged):
    port = int(unchanged.host.partition(":")[2])

    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", port), timeout=5):
        pass
