"""The page that tries every route, in a real browser: each is sent by its button, and each answer is shown."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.http.browser import PROGRAM, Page, browsing
from tests.http.conftest import API, LOCAL_TOKEN, Serve, Served, reachable

pytestmark = pytest.mark.skipif(PROGRAM is None, reason="Chromium is not installed")

LOADED = """async () => {
  while (document.querySelector("main").textContent === "Loading …") await new Promise(done => setTimeout(done, 20))
}"""
ALL = """() => [...document.querySelectorAll("details")].map(one =>
  [one.querySelector("b").textContent, one.querySelector("code").textContent])"""
SEND = """async (verb, path, token, values, body) => {
  const one = [...document.querySelectorAll("details")].find(each =>
    each.querySelector("b").textContent === verb && each.querySelector("code").textContent === path)
  one.open = true
  document.getElementById("token").value = token
  for (const label of one.querySelectorAll("label")) {
    const name = label.querySelector("span").textContent
    if (name in values) label.querySelector("input").value = values[name]
  }
  if (body !== null) one.querySelector("textarea").value = body
  const output = one.querySelector("pre")
  output.textContent = ""
  one.querySelector("button").click()
  const end = Date.now() + 20000
  while (["", "Waiting …"].includes(output.textContent) && Date.now() < end)
    await new Promise(done => setTimeout(done, 5))
  return output.textContent
}"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing(tmp_path_factory.mktemp("browser")) as found:
        yield found


@pytest.fixture
def served(serve: Serve) -> Served:
    return serve()


def send(page: Page, verb: str, path: str, body: str | None = None, **values: Any) -> tuple[int, str]:
    status, _, rest = page.run(SEND, verb, path, LOCAL_TOKEN, values, body).partition(" ")
    return int(status), rest


def test_every_route_can_be_tried(page: Page, served: Served) -> None:
    declared = served.web.openapi()["paths"]
    with reachable(served) as address:
        page.open(f"{address}/docs")
        page.run(LOADED)
        routes = page.run(ALL)
        assert sorted(routes) == sorted([verb.upper(), path] for path, verbs in declared.items() for verb in verbs)
        assert {verb for verb, _ in routes} == {"GET", "POST", "PUT", "PATCH", "DELETE"}
        for verb, path in routes:
            status, text = send(page, verb, path)
            assert str(status) in declared[path][verb.lower()]["responses"], (verb, path, status, text)


def test_what_is_filled_in_is_sent(page: Page, served: Served) -> None:
    with reachable(served) as address:
        page.open(f"{address}/docs")
        page.run(LOADED)
        assert send(page, "POST", f"{API}/items/", '{"title": "a"}')[0] == 200
        (item,) = served.local().get(f"{API}/items/").json()["data"]
        one = f"{API}/items/{{id}}"
        for verb, title in (("PATCH", "b"), ("PUT", "c")):
            assert send(page, verb, one, f'{{"title": "{title}"}}', id=item["id"])[0] == 200
            assert served.local().get(f"{API}/items/", params={"where": f"title:={title}"}).json()["count"] == 1
        assert send(page, "DELETE", one, **{"id": item["id"], "if-match": '"1"'})[0] == 412
        status, text = send(page, "GET", f"{API}/items/", limit=1)
        assert (status, '"title": "c"' in text) == (200, True)


def test_a_server_that_has_stopped_is_told(page: Page, served: Served) -> None:
    with reachable(served) as address:
        page.open(f"{address}/docs")
        page.run(LOADED)
        assert send(page, "GET", "/")[0] == 200
    assert page.run(SEND, "GET", "/", LOCAL_TOKEN, {}, None).startswith("No answer: ")
