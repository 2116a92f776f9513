"""What one does with collections over HTTP beyond single records: pages, searches, bulk, files, history, undo."""

import io
import re
import warnings
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest

from tests.http.conftest import API, Served, TestClient

GADGETS = f"{API}/gadgets/"
ITEMS = f"{API}/items/"


def add(client: TestClient, *names: str, **values: Any) -> None:
    body = {"data": [{"name": name, **values} for name in names]}
    assert client.post(f"{GADGETS}bulk/create", json=body).json() == {"count": len(names)}


def names(client: TestClient, **parameters: Any) -> list[str]:
    return [found["name"] for found in client.get(GADGETS, params=parameters).json()["data"]]


@pytest.mark.parametrize(
    "sort", ["", "name", "-name", "notes", "-notes", "stock,-name", "category", "-created", "rating"]
)
def test_pages_by_cursor_hold_every_record_once(off: Served, sort: str) -> None:
    client = off.local()
    category = client.post(f"{API}/categories/", json={"name": "tools"}).json()["id"]
    add(client, *"abc", stock=1)
    add(client, *"def", stock=2, notes="n", rating=1.5)
    add(client, *"gh", notes="m", category_id=category)
    whole = names(client, sort=sort)
    assert len(whole) == 8
    address: str | None = f"{GADGETS}?limit=3&sort={sort}"
    found: list[str] = []
    while address:
        response = client.get(address)
        assert response.json()["count"] == 8
        found += [record["name"] for record in response.json()["data"]]
        address = following(response)
    assert found == whole


def following(response: Any) -> str | None:
    """Where the next page is."""
    link = re.fullmatch(r'<(.+)>; rel="next"', response.headers.get("link", ""))
    return link[1] if link else None


SORTS = ("name", "-name", "notes", "price", "-weight", "stock", "-rating", "active", "released", "-opens", "seen_at")


@pytest.mark.parametrize("sort", ["", *SORTS, "-status", "serial", "category", "-category", "updated", "owner"])
def test_no_page_skips_or_doubles_what_is_there_all_along(off: Served, sort: str) -> None:
    """Between two pages the last record that was read changes its place, then goes; others come."""
    client = off.local()
    ids = [client.post(f"{API}/categories/", json={"name": name}).json()["id"] for name in ("saws", "tools")]
    for number, name in enumerate("abcdefgh"):
        values = {"name": name, "notes": name * 2, "price": f"{number}.50", "weight": f"0.00000{number}"}
        values |= {"stock": number, "rating": number / 3, "active": number > 4, "released": f"2026-01-0{number + 1}"}
        values |= {"opens": f"10:0{number}:00", "seen_at": f"2026-01-0{number + 1}T00:00:00.00000{number}Z"}
        values |= {"status": ("new", "sold out")[number % 2], "serial": str(UUID(int=number))}
        values |= {"category_id": ids[number % 2]}
        assert client.post(GADGETS, json=values if number % 3 else {"name": name}).status_code == 200
    there = set(names(client))
    first = client.get(GADGETS, params={"sort": sort, "limit": 2})
    read, last = [found["name"] for found in first.json()["data"]], first.json()["data"][-1]["id"]
    other = {"name": "m", "notes": "m", "price": 90, "stock": 90, "rating": 90, "category_id": None, "active": True}
    assert client.patch(GADGETS + last, json={**other, "released": None, "seen_at": None}).status_code == 200
    second = client.get(following(first) or "")
    read += [found["name"] for found in second.json()["data"]]
    client.delete(GADGETS + second.json()["data"][-1]["id"])
    add(client, "new", "newer")
    address = following(second)
    while address:
        response = client.get(address)
        read += [found["name"] for found in response.json()["data"]]
        address = following(response)
    assert sorted(name for name in read if name in there) == sorted(there)


def test_a_cursor_keeps_to_its_order(off: Served) -> None:
    client = off.local()
    add(client, *"abc")
    cursor = parse_qs(urlsplit(following(client.get(GADGETS, params={"limit": 1, "sort": "name"})) or "").query)[
        "cursor"
    ]
    assert names(client, sort="name", cursor=cursor) == ["b", "c"]
    for parameters in (
        {"sort": "-stock"},
        {"sort": "name", "cursor": cursor[0][:-4]},
        {"cursor": "é"},
        {"cursor": "A"},
    ):
        response = client.get(GADGETS, params={"cursor": cursor, **parameters})
        assert places(response) == [["query", "cursor"]]
        assert "character" not in response.json()["detail"][0]["msg"]


def test_a_place_that_is_too_long_for_an_address_is_the_record_s_id(off: Served) -> None:
    client = off.local()
    add(client, *"ab", notes="\U0001f600" * 2000)
    response = client.get(GADGETS, params={"limit": 1, "sort": "notes,name"})
    assert f"cursor={response.json()['data'][0]['id']}" in (following(response) or "")
    assert [found["name"] for found in client.get(following(response) or "").json()["data"]] == ["b"]


def test_a_cursor_at_a_group_that_is_gone(off: Served) -> None:
    client = off.local()
    category = client.post(f"{API}/categories/", json={"name": "tools"}).json()["id"]
    add(client, *"abc", category_id=category)
    first = client.get(GADGETS, params={"limit": 1, "sort": "category"})
    client.delete(f"{API}/categories/{category}")
    response = client.get(following(first) or "")
    assert (response.status_code, response.json()["detail"][0]["loc"]) == (422, ["query", "cursor"])


def test_a_cursor_that_is_gone(off: Served) -> None:
    client = off.local()
    add(client, "a", "b")
    last = client.get(GADGETS).json()["data"][0]["id"]
    client.delete(GADGETS + last)
    response = client.get(GADGETS, params={"cursor": last})
    assert (response.status_code, response.json()["detail"][0]["loc"]) == (422, ["query", "cursor"])


def test_skip_and_limit(off: Served) -> None:
    client = off.local()
    add(client, *"abcde")
    assert names(client, sort="name", skip=1, limit=2) == ["b", "c"]
    assert names(client, skip=2**63 - 1) == []
    assert names(client, limit=0) == []


def test_where_and_search(off: Served) -> None:
    client = off.local()
    add(client, "Ärger", "sea side", notes="none")
    add(client, "sea (1)", stock=5)
    assert names(client, where="arger") == ["Ärger"]
    assert names(client, where='name:"sea*" stock:>1') == ["sea (1)"]
    assert names(client, search="sea (") == ["sea (1)"]
    assert sorted(names(client, search="sea")) == ["sea (1)", "sea side"]
    assert names(client, where="notes:none", search="side") == ["sea side"]


def test_days_are_those_of_the_caller_s_zone(off: Served) -> None:
    client = off.local()
    client.post(GADGETS, json={"name": "a", "seen_at": "2026-01-01T23:30:00Z"})
    assert names(client, where="seen:2026-01-01") == ["a"]
    assert names(client, where="seen:2026-01-01", time_zone="Europe/Berlin") == []
    assert names(client, where="seen:2026-01-02", time_zone="Europe/Berlin") == ["a"]


def test_many_at_once_are_one_step(off: Served) -> None:
    client = off.local()
    add(client, *"abc")
    changed = client.post(f"{GADGETS}bulk/update", json={"where": "-name:=a", "changes": {"stock": 7}})
    assert changed.json() == {"count": 2}
    assert sorted(names(client, where="stock:7")) == ["b", "c"]
    ids = [found["id"] for found in client.get(GADGETS, params={"where": "stock:7"}).json()["data"]]
    assert client.post(f"{GADGETS}bulk/delete", json={"ids": ids}).json() == {"count": 2}
    steps = client.get(f"{API}/history").json()["data"]
    assert [step["text"] for step in steps] == ["Delete 2 gadgets", "Change 2 gadgets", "Create 3 gadgets"]
    for left in (["a", "b", "c"], ["a", "b", "c"], []):
        assert client.post(f"{API}/undo").status_code == 200
        assert sorted(names(client)) == left
    assert client.post(f"{API}/undo").status_code == 409
    assert client.post(f"{API}/redo").status_code == 200
    assert client.get(f"{API}/undo").json()["undo"]["text"] == "Create 3 gadgets"


def test_many_at_once_all_or_none(off: Served) -> None:
    client = off.local()
    for body in ({"data": [{"name": "a"}, {"name": "b", "stock": "x"}]}, {"data": [{"name": "a"}, {}]}, {}):
        assert client.post(f"{GADGETS}bulk/create", json=body).status_code == 422
    for body in ({}, {"ids": [], "where": ""}, {"where": "name:("}, {"ids": ["x"]}):
        assert client.post(f"{GADGETS}bulk/delete", json=body).status_code == 422
    assert client.post(f"{GADGETS}bulk/create", json={"data": []}).json() == {"count": 0}
    assert client.post(f"{GADGETS}bulk/delete", json={"ids": []}).json() == {"count": 0}
    assert names(client) == []


def places(response: Any) -> list[list[Any]]:
    """Where the body or the query of a refused request is wrong."""
    assert response.status_code == 422
    return [found["loc"] for found in response.json()["detail"]]


def test_what_is_wrong_with_one_of_many_is_found_where_it_stands(off: Served) -> None:
    client, nobody = off.local(), "00000000-0000-0000-0000-000000000009"
    client.post(f"{API}/categories/", json={"name": "tools"})
    clashing = {"data": [{"name": name} for name in ("a", "tools", "b", "a")]}
    assert places(client.post(f"{API}/categories/bulk/create", json=clashing)) == [
        ["body", "data", 1, "name"],
        ["body", "data", 3, "name"],
    ]
    homeless = {"data": [{"name": "a"}, {"name": "b", "category_id": nobody}]}
    assert places(client.post(f"{GADGETS}bulk/create", json=homeless)) == [["body", "data", 1, "category_id"]]
    add(client, "a")
    for changes in ({"category_id": nobody}, {"stock": "x"}):
        response = client.post(f"{GADGETS}bulk/update", json={"where": "", "changes": changes})
        assert places(response) == [["body", "changes", *changes]]
    for way, more in (("update", {"changes": {"stock": 1}}), ("delete", {})):
        for choice, name in (({"where": "name:("}, "where"), ({"where": "", "time_zone": "x"}, "time_zone")):
            assert places(client.post(f"{GADGETS}bulk/{way}", json={**choice, **more})) == [["body", name]]
    assert (client.get(f"{API}/categories/").json()["count"], names(client)) == (1, ["a"])


def test_an_e_mail_that_one_of_many_cannot_have_is_found_where_it_stands(off: Served) -> None:
    users = [{"email": f"{name}@example.org", "password": "12345678"} for name in ("ann", "bob", "ANN")]
    assert places(off.local().post(f"{API}/users/bulk/create", json={"data": users})) == [["body", "data", 2, "email"]]


@pytest.mark.parametrize(("way", "more"), [("update", {"changes": {"stock": 1}}), ("delete", {})])
@pytest.mark.parametrize("others", [0, 1])
def test_many_with_one_that_is_not_there(off: Served, way: str, more: dict[str, Any], others: int) -> None:
    client, gone = off.local(), "00000000-0000-0000-0000-000000000009"
    add(client, *"ab"[:others])
    ids = [found["id"] for found in client.get(GADGETS).json()["data"]]
    response = client.post(f"{GADGETS}bulk/{way}", json={"ids": [*ids, gone], **more})
    assert (response.status_code, gone in response.json()["detail"]) == (404, True)
    assert names(client, where="stock:0") == names(client) == ["a"][:others]


@pytest.mark.parametrize(("way", "more"), [("update", {"changes": {"title": "c"}}), ("delete", {})])
def test_many_with_one_of_somebody_else_s(on: Served, way: str, more: dict[str, Any]) -> None:
    ann, bob = on.signed_in("ann@example.org"), on.signed_in("bob@example.org")
    ids = [client.post(ITEMS, json={"title": "a"}).json()["id"] for client in (ann, bob)]
    response = ann.post(f"{ITEMS}bulk/{way}", json={"ids": ids, **more})
    assert (response.status_code, response.json()["detail"]) == (403, "Not enough permissions")
    assert [client.get(ITEMS).json()["data"][0]["title"] for client in (ann, bob)] == ["a", "a"]


def test_a_clash_with_a_stored_record_names_the_field(off: Served) -> None:
    client = off.local()
    client.post(f"{API}/categories/", json={"name": "tools"})
    response = client.post(f"{API}/categories/", json={"name": "tools"})
    assert response.status_code == 422
    assert response.json()["detail"] == [{"loc": ["body", "name"], "msg": "is already taken", "type": "duplicate"}]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx"])
def test_what_is_exported_can_be_imported(off: Served, form: str) -> None:
    client = off.local()
    client.post(f"{ITEMS}bulk/create", json={"data": [{"title": 'Ä, "b"', "description": "=1"}, {"title": "c\nd"}]})
    file = client.get(f"{ITEMS}export", params={"format": form, "sort": "title", "field": ["title", "description"]})
    assert file.status_code == 200
    assert f'filename="items.{form}"' in file.headers["content-disposition"]
    client.post(f"{ITEMS}bulk/delete", json={"where": ""})
    result = client.post(f"{ITEMS}import", params={"format": form}, content=file.content)
    assert result.json() == {"rows": 2, "added": 2, "updated": 0, "skipped": 0, "problems": []}
    found = client.get(ITEMS, params={"sort": "-title"}).json()["data"]
    assert [(item["title"], item["description"]) for item in found] == [("c\nd", None), ('Ä, "b"', "=1")]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx"])
def test_what_is_exported_is_imported_as_what_it_says_it_is(alone: TestClient, form: str) -> None:
    alone.post(ITEMS, json={"title": "a, b"})
    file = alone.get(f"{ITEMS}export", params={"format": form, "field": "title"})
    kind = {"Content-Type": file.headers["Content-Type"].upper()}
    result = alone.post(f"{ITEMS}import", content=file.content, headers=kind)
    assert (result.status_code, result.json().get("added")) == (200, 1), result.json()


def test_a_bad_row_keeps_the_file_out(off: Served) -> None:
    client, file = off.local(), b"name,notes\na,x\n,y\nc,z\n"
    refused = client.post(f"{ITEMS}import", params={"map": ["title=name", "description=notes"]}, content=file)
    assert refused.status_code == 422
    assert refused.json()["detail"][0]["loc"] == ["body", 3, "title"]
    mapping = {"map": ["title=name", "description=notes"]}
    dry = client.post(f"{ITEMS}import", params={**mapping, "dry_run": True}, content=file).json()
    assert (dry["added"], dry["skipped"], client.get(ITEMS).json()["count"]) == (2, 1, 0)
    skipped = client.post(f"{ITEMS}import", params={**mapping, "on_error": "skip"}, content=file).json()
    assert (skipped["added"], skipped["problems"][0]["line"], client.get(ITEMS).json()["count"]) == (2, 3, 2)


@pytest.mark.parametrize(
    ("parameters", "content"),
    [
        ({}, b""),
        ({}, b"a,b\n1,2\n"),
        ({}, b"\x00\x01\x02" * 100),
        ({"format": "xlsx"}, b"no sheet"),
        ({"format": "json"}, b"{"),
        ({"format": "exe"}, b"title\na\n"),
        ({"map": "title"}, b"title\na\n"),
        ({"map": "title=x"}, b"title\na\n"),
        ({"map": "nothing=title"}, b"title\na\n"),
        ({"update_by": "nothing"}, b"title\na\n"),
        ({"update_by": "description"}, b"title\na\n"),
    ],
)
def test_a_file_that_cannot_be_used(off: Served, parameters: dict[str, str], content: bytes) -> None:
    response = off.local().post(f"{ITEMS}import", params=parameters, content=content)
    if {"exe", "title"} & set(parameters.values()) or {"map", "update_by"} & set(parameters):
        assert places(response) == [["query", *parameters]]
    else:
        assert response.status_code == 400
        assert not re.search(r"/|import", response.json()["detail"])
    assert off.local().get(ITEMS).json()["count"] == 0


@pytest.mark.parametrize("parameters", [{"format": "exe"}, {"field": "hashed_password"}, {"where": "("}, {"sort": "x"}])
def test_an_export_that_cannot_be(off: Served, parameters: dict[str, str]) -> None:
    assert places(off.local().get(f"{API}/users/export", params=parameters)) == [["query", *parameters]]


@pytest.mark.parametrize(
    ("name", "text"), [("stock", "1_000"), ("price", "1_0.50"), ("rating", "1_0"), ("weight", "1_0")]
)
def test_no_number_is_written_as_in_python(off: Served, name: str, text: str) -> None:
    client = off.local()
    for path, body in (("", {"name": "a", name: text}), ("bulk/create", {"data": [{"name": "a", name: text}]})):
        assert [place[-1] for place in places(client.post(GADGETS + path, json=body))] == [name]
    refused = client.post(f"{GADGETS}import", content=f"name,{name}\na,{text}\n")
    assert places(refused) == [["body", 2, name]]
    add(client, "a", **{name: text.replace("_", "")})


def test_the_history_of_a_record(off: Served) -> None:
    client = off.local()
    item = ITEMS + client.post(ITEMS, json={"title": "a"}).json()["id"]
    client.put(item, json={"title": "b"})
    changed, created = client.get(f"{item}/history").json()["data"]
    assert changed["changes"] == [{"field": "title", "old": "a", "new": "b"}]
    assert (changed["operation"], changed["step"]["source"], created["operation"]) == ("update", "http", "insert")


def test_a_record_has_no_history_in_another_collection(off: Served) -> None:
    client = off.local()
    item = client.post(ITEMS, json={"title": "a"}).json()["id"]
    assert client.get(f"{GADGETS}{item}/history").status_code == 404
    client.delete(ITEMS + item)
    assert client.get(f"{GADGETS}{item}/history").status_code == 404
    assert len(client.get(f"{ITEMS}{item}/history").json()["data"]) == 2


def test_every_kind_of_value_comes_back_as_it_went(off: Served) -> None:
    client = off.local()
    body = {
        "name": "a",
        "price": "12.50",
        "weight": "0.000001",
        "stock": 2**63 - 1,
        "rating": 0.1,
        "active": False,
        "released": "2026-01-02",
        "opens": "10:30:00",
        "seen_at": "2026-01-02T03:04:05.000006Z",
        "status": "sold out",
        "serial": "01890a5d-ac96-774b-bcce-b302099a8057",
        "notes": "Ünïcödé \U0001f600\n\t",
        "pin": "secret",
    }
    created = client.post(GADGETS, json=body).json()
    assert {**body, **created, "pin": "secret"} == {**created, **body}
    assert client.get(GADGETS + created["id"]).json() == created
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert io.BytesIO(client.get(GADGETS).content).getvalue()
