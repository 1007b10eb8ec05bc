"""What the nginx of `deploy/` adds, refuses and closes. Explore's own tests run behind it too."""

import http.client
import re
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader

UPGRADE: dict[str, Any] = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
}


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    text: str


def ask(
    address: str, path: str, *, method: str = "GET", body: bytes = b"", **headers: str
) -> Answer:
    """One request, under the name in the address unless `Host` is another."""
    host = urlsplit(address).netloc
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=20)
    connection.request(method, path, body or None, {"Host": host, **headers})
    response = connection.getresponse()
    text = "" if response.status == 101 else response.read().decode(errors="replace")
    answer = Answer(response.status, response.headers, text)
    connection.close()
    return answer


def test_every_answer_carries_the_policy_also_files_and_errors(proxied: str) -> None:
    page = ask(proxied, "/")
    script = re.search(r'src="\.(/static/js/[^"]+)"', page.text)
    assert script
    answers = {
        200: [page, ask(proxied, script[1]), ask(proxied, "/_stcore/health")],
        404: [ask(proxied, "/_stcore/metrics"), ask(proxied, "/media/none.csv")],
        405: [ask(proxied, "/", method="POST")],
        413: [ask(proxied, "/", body=b"x" * 2000)],
    }
    for status, those in answers.items():
        for answer in those:
            assert answer.status == status
            (policy,) = answer.headers.get_all("Content-Security-Policy") or ["none"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'self'" in policy
            assert "img-src 'self' data: blob:" in policy
            assert "unsafe-eval" not in policy
            assert answer.headers.get_all("X-Content-Type-Options") == ["nosniff"]
            assert answer.headers.get_all("Referrer-Policy") == ["no-referrer"]
            assert answer.headers.get_all("Server") == ["nginx"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "other.example.org"])
def test_a_wrong_host_is_refused_without_an_answer(proxied: str, host: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/stream"):
        for port in ("", f":{urlsplit(proxied).port}"):
            with pytest.raises(http.client.RemoteDisconnected):
                ask(proxied, path, Host=host + port)


def test_a_request_without_a_host_is_refused(proxied: str) -> None:
    answer = ask(proxied, "/", Host="")
    assert (answer.status, answer.headers["Server"]) == (400, "nginx")


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/metrics?families=cache_memory_bytes",
        "//_stcore/metrics",
        "/_stcore/%6detrics",
        "/static/../_stcore/metrics",
        "/static/..%2f_stcore/metrics",
        "/_stcore/script-health-check",
        "/_stcore/upload_file/session/file",
        "/_stcore/agent/openapi.json",
        "/_stcore/bidi-components/any/index.js",
        "/_stcore",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
        "/component/any/index.html",
    ],
)
def test_what_readers_do_not_need_is_closed(proxied: str, path: str) -> None:
    answer = ask(proxied, path)
    assert (answer.status, "nginx" in answer.text) == (404, True)


def test_metrics_stay_open_inside(casebook: str) -> None:
    with urllib.request.urlopen(f"{casebook}/_stcore/metrics") as answer:
        assert b"# EOF" in answer.read()


def test_what_an_opening_page_asks_for_is_open(proxied: str) -> None:
    assert ask(proxied, "/_stcore/health").text == "ok"
    assert "allowedOrigins" in ask(proxied, "/_stcore/host-config").text
    stream = ask(proxied, "/_stcore/stream", **UPGRADE, Origin=proxied)
    assert stream.status == 101


def test_a_page_of_another_site_opens_no_connection(proxied: str) -> None:
    for origin in ("http://other.example.org", proxied.rsplit(":", 1)[0], "null", ""):
        assert ask(proxied, "/_stcore/stream", **UPGRADE, Origin=origin).status == 403, origin


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_requests_that_do_more_than_read_are_refused(proxied: str, method: str) -> None:
    for path in ("/", "/_stcore/stream", "/_stcore/upload_file/session/file"):
        assert ask(proxied, path, method=method).status == 405, path


def test_an_address_with_many_filters_is_answered(proxied: str) -> None:
    assert ask(proxied, f"/?search={'x' * 20_000}").status == 200


def test_every_page_keeps_to_the_policy_in_either_theme(
    proxied: str, visit: Callable[..., Reader]
) -> None:
    reader = visit(proxied, color_scheme="light")
    for page in ("Comparisons", "Sources", "Data", "Explore"):
        reader.go_to(page)
        reader.page.wait_for_load_state("networkidle")
        if page == "Sources":
            reader.page.emulate_media(color_scheme="dark")


def test_a_script_written_into_a_page_does_not_run_and_is_reported(
    proxied: str, visit: Callable[..., Reader]
) -> None:
    reader = visit(proxied)
    assert reader.errors == []
    reader.page.evaluate(
        """() => {
          const image = document.createElement("div")
          image.innerHTML = "<img src='data:,' onerror='window.ran = 1'>"
          document.body.append(image)
          const script = document.createElement("script")
          script.textContent = "window.ran = 2"
          document.body.append(script)
        }"""
    )
    expect(reader.page.locator("body > div > img")).to_have_count(1)
    reader.page.wait_for_function("document.querySelector('body > div > img').complete")
    assert reader.page.evaluate("window.ran") is None
    reported = [error for error in reader.errors if "Content Security Policy" in error]
    assert reported
    assert reader.errors == reported
    reader.errors.clear()
