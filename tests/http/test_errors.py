"""Every status and text that the HTTP contract promises."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from core.models.user import UserCreate, UserUpdate
from tests.http.conftest import API, LOCAL_TOKEN, Served, TestClient

PASSWORD = "correct horse"
NEW_PASSWORD = "battery staple"


def told(response: Any) -> tuple[int, str]:
    """Status and text of an answer."""
    found = response.json()
    return response.status_code, found.get("detail") or found.get("message")


def registered(served: Served, email: str, **values: Any) -> UUID:
    """A user with a password."""
    boss = served.app.context()
    return served.app.users.create(boss, UserCreate(email=email, password=PASSWORD, **values)).id


def signing_in(served: Served, email: str, password: str) -> Any:
    form = {"username": email, "password": password}
    return served.client().post(f"{API}/login/access-token", data=form)


@pytest.mark.parametrize("token", [None, "wrong"])
def test_without_sign_in_the_local_token_is_needed(off: Served, token: str | None) -> None:
    response = off.client(token).get(f"{API}/items/")
    assert told(response) == (401, "Not authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert off.local().get(f"{API}/items/").status_code == 200


@pytest.mark.parametrize("path", ["/", f"{API}/health", "/docs", "/openapi.json"])
def test_what_holds_no_data_is_open(off: Served, path: str) -> None:
    assert off.client().get(path).status_code != 401


def test_no_token_lets_everybody_in(serve: Any) -> None:
    assert serve(token=None).client().get(f"{API}/items/").status_code == 200


def test_no_token(on: Served) -> None:
    response = on.client().get(f"{API}/items/")
    assert told(response) == (401, "Not authenticated")
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", LOCAL_TOKEN])
def test_bad_token(on: Served, token: str) -> None:
    assert told(on.client(token).get(f"{API}/items/")) == (403, "Could not validate credentials")


def test_token_of_a_deleted_user(on: Served) -> None:
    identity = on.person("ann@example.org")
    token = on.token_of(identity)
    on.app.users.delete(on.app.context(), [identity])
    assert told(on.client(token).get(f"{API}/items/")) == (404, "User not found")


def test_token_of_an_inactive_user(on: Served) -> None:
    identity = on.person("ann@example.org")
    token = on.token_of(identity)
    on.app.users.update(on.app.context(), identity, UserUpdate(is_active=False))
    assert told(on.client(token).get(f"{API}/items/")) == (400, "Inactive user")
    on.app.users.update(on.app.context(), identity, UserUpdate(is_active=True))
    assert told(on.client(token).get(f"{API}/items/")) == (403, "Could not validate credentials")


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/users/"), ("POST", "/users/"), ("PATCH", f"/users/{UUID(int=9)}"), ("DELETE", f"/users/{UUID(int=9)}")],
)
def test_superuser_needed(on: Served, method: str, path: str) -> None:
    response = on.signed_in("ann@example.org").request(method, API + path, json={})
    assert told(response) == (403, "The user doesn't have enough privileges")


@pytest.mark.parametrize(
    ("method", "path", "body", "place"),
    [
        ("GET", "/items/?limit=1000000000000000000000000000000", None, ["query", "limit"]),
        ("GET", "/items/?limit=-1", None, ["query", "limit"]),
        ("GET", "/items/?limit=10001", None, ["query", "limit"]),
        ("GET", "/items/?skip=-1", None, ["query", "skip"]),
        ("GET", f"/items/?skip={2**63}", None, ["query", "skip"]),
        ("GET", "/items/?where=title:(", None, ["query", "where"]),
        ("GET", "/items/?sort=nothing", None, ["query", "sort"]),
        ("GET", "/items/?cursor=1", None, ["query", "cursor"]),
        ("GET", "/items/1", None, ["path", "id"]),
        ("PUT", "/items/1", {}, ["path", "id"]),
        ("DELETE", "/items/1", None, ["path", "id"]),
        ("GET", "/users/1", None, ["path", "user_id"]),
        ("POST", "/items/", {"title": None}, ["body", "title"]),
        ("POST", "/items/", {}, ["body", "title"]),
        ("POST", "/gadgets/", {"name": "a", "stock": 2**63}, ["body", "stock"]),
        ("POST", "/gadgets/", {"name": "a", "active": 1}, ["body", "active"]),
        ("POST", "/gadgets/bulk/create", {"data": [{"name": "a", "active": "yes"}]}, ["body", "data", 0, "active"]),
        ("POST", "/users/", {"email": "a@example.org", "password": "12345678", "is_active": 0}, ["body", "is_active"]),
        ("POST", "/items/", {"title": "a\0b"}, ["body", "title"]),
        ("POST", "/parts/", {"label": "a", "gadget_id": str(UUID(int=0))}, ["body", "gadget_id"]),
        ("POST", "/items/bulk/create", {"data": [{"title": "a"}, {"title": ""}]}, ["body", "data", 1, "title"]),
    ],
)
def test_what_breaks_a_rule_is_named(off: Served, method: str, path: str, body: Any, place: list[Any]) -> None:
    response = off.local().request(method, API + path, json=body)
    assert response.status_code == 422
    assert [found["loc"] for found in response.json()["detail"]] == [place]
    assert off.local().get(f"{API}/items/").json()["count"] == 0


@pytest.mark.parametrize(
    ("verb", "body", "place", "text"),
    [
        ("create", {"data": "x"}, ["data"], "must be a list"),
        ("create", {"data": {"0": {}}}, ["data"], "must be a list"),
        ("create", {"data": None}, ["data"], "must not be empty"),
        ("create", {"data": [5]}, ["data", 0], "must be an object of JSON"),
        ("create", [{"data": []}], [], "must be an object of JSON"),
        ("update", {"ids": "x", "changes": {}}, ["ids"], "must be a list"),
        ("update", {"where": "", "changes": []}, ["changes"], "must be an object of JSON"),
        ("delete", {"ids": 5}, ["ids"], "must be a list"),
    ],
)
def test_a_body_of_another_shape(alone: TestClient, verb: str, body: Any, place: list[Any], text: str) -> None:
    response = alone.post(f"{API}/items/bulk/{verb}", json=body)
    assert response.status_code == 422
    assert [(found["loc"], found["msg"]) for found in response.json()["detail"]] == [(["body", *place], text)]


def test_null_for_a_required_field_of_a_change(off: Served) -> None:
    client = off.local()
    identity = client.post(f"{API}/items/", json={"title": "a"}).json()["id"]
    for method in ("PUT", "PATCH"):
        response = client.request(method, f"{API}/items/{identity}", json={"title": None})
        assert (response.status_code, response.json()["detail"][0]["loc"]) == (422, ["body", "title"])


def test_signing_in(on: Served) -> None:
    registered(on, "ann@example.org")
    registered(on, "bob@example.org", is_active=False)
    assert told(signing_in(on, "ann@example.org", "wrong")) == (400, "Incorrect email or password")
    assert told(signing_in(on, "nobody@example.org", PASSWORD)) == (400, "Incorrect email or password")
    assert told(signing_in(on, "bob@example.org", PASSWORD)) == (400, "Inactive user")
    found = signing_in(on, "ANN@example.org", PASSWORD).json()
    assert found["token_type"] == "bearer"
    me = on.client(found["access_token"]).post(f"{API}/login/test-token").json()
    assert me["email"] == "ann@example.org"
    assert "hashed_password" not in me


def test_creating_a_user_whose_e_mail_is_taken(on: Served) -> None:
    boss = on.signed_in("boss@example.org", is_superuser=True)
    body = {"email": "BOSS@example.org", "password": PASSWORD}
    taken = "The user with this email already exists in the system"
    assert told(boss.post(f"{API}/users/", json=body)) == (400, f"{taken}.")
    assert told(on.client().post(f"{API}/users/signup", json=body)) == (400, taken)


def test_changing_to_an_e_mail_that_is_taken(on: Served) -> None:
    ann = on.person("ann@example.org")
    boss = on.signed_in("boss@example.org", is_superuser=True)
    taken = (409, "User with this email already exists")
    assert told(on.client(on.token_of(ann)).patch(f"{API}/users/me", json={"email": "boss@example.org"})) == taken
    assert told(boss.patch(f"{API}/users/{ann}", json={"email": "boss@example.org"})) == taken


def test_one_s_own_password(on: Served) -> None:
    token = on.token_of(registered(on, "ann@example.org"))

    def change(current: str, new: str) -> tuple[int, str]:
        body = {"current_password": current, "new_password": new}
        return told(on.client(token).patch(f"{API}/users/me/password", json=body))

    assert change("wrong one", NEW_PASSWORD) == (400, "Incorrect password")
    assert change(PASSWORD, PASSWORD) == (400, "New password cannot be the same as the current one")
    assert change(PASSWORD, NEW_PASSWORD) == (200, "Password updated successfully")
    assert told(on.client(token).get(f"{API}/users/me")) == (403, "Could not validate credentials")


def test_what_needs_sign_in(off: Served) -> None:
    client = off.local()
    passwords = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    assert told(client.patch(f"{API}/users/me/password", json=passwords)) == (
        400,
        "Password management is disabled when auth is not required",
    )
    assert told(client.delete(f"{API}/users/me")) == (400, "Cannot delete default user when auth is not required")
    assert told(client.post(f"{API}/users/signup", json={"email": "a@example.org", "password": PASSWORD})) == (
        400,
        "User registration is disabled when auth is not required",
    )


def test_deleting_oneself(on: Served) -> None:
    boss, ann = on.signed_in("boss@example.org", is_superuser=True), on.signed_in("ann@example.org")
    assert told(boss.delete(f"{API}/users/me")) == (403, "Super users are not allowed to delete themselves")
    assert told(ann.delete(f"{API}/users/me")) == (200, "User deleted successfully")
    assert told(ann.get(f"{API}/users/me")) == (404, "User not found")


def test_reading_a_user(on: Served) -> None:
    ann = on.person("ann@example.org")
    bob = on.person("bob@example.org")
    mine = on.client(on.token_of(ann))
    assert mine.get(f"{API}/users/{ann}").json()["email"] == "ann@example.org"
    for other in (bob, uuid4()):
        assert told(mine.get(f"{API}/users/{other}")) == (403, "The user doesn't have enough privileges")
    boss = on.signed_in("boss@example.org", is_superuser=True)
    assert boss.get(f"{API}/users/{ann}").status_code == 200
    assert told(boss.get(f"{API}/users/{uuid4()}")) == (404, "User not found")


def test_changing_and_deleting_a_user(on: Served) -> None:
    boss_id = on.person("boss@example.org", is_superuser=True)
    boss, ann = on.client(on.token_of(boss_id)), on.person("ann@example.org")
    nobody = f"{API}/users/{uuid4()}"
    gone = (404, "The user with this id does not exist in the system")
    assert told(boss.patch(nobody, json={"full_name": "x"})) == gone
    assert boss.patch(f"{API}/users/{ann}", json={"full_name": "Ann"}).json()["full_name"] == "Ann"
    assert told(boss.delete(nobody)) == (404, "User not found")
    assert told(boss.delete(f"{API}/users/{boss_id}")) == (403, "Super users are not allowed to delete themselves")
    assert on.client(on.token_of(ann)).post(f"{API}/items/", json={"title": "hers"}).status_code == 200
    assert told(boss.delete(f"{API}/users/{ann}")) == (200, "User deleted successfully")
    assert boss.get(f"{API}/items/").json()["count"] == 0


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_one_item(on: Served, method: str) -> None:
    ann, bob = on.signed_in("ann@example.org"), on.signed_in("bob@example.org")
    boss = on.signed_in("boss@example.org", is_superuser=True)
    item = f"{API}/items/" + ann.post(f"{API}/items/", json={"title": "a"}).json()["id"]
    body = {} if method == "PUT" else None
    for client in (ann, boss):
        assert told(client.request(method, f"{API}/items/{uuid4()}", json=body)) == (404, "Item not found")
    assert told(bob.request(method, item, json=body)) == (403, "Not enough permissions")
    response = boss.request(method, item, json=body)
    assert response.status_code == 200
    if method == "DELETE":
        assert told(response) == (200, "Item deleted successfully")


def test_a_further_collection(on: Served) -> None:
    ann, bob = on.signed_in("ann@example.org"), on.signed_in("bob@example.org")
    gadget = f"{API}/gadgets/" + ann.post(f"{API}/gadgets/", json={"name": "a"}).json()["id"]
    assert ann.patch(gadget, json={"stock": 3}).json()["stock"] == 3
    assert told(bob.patch(gadget, json={"stock": 3})) == (403, "Not enough permissions")
    assert told(ann.patch(f"{API}/gadgets/{uuid4()}", json={})) == (404, "Gadget not found")
    assert told(ann.post(f"{API}/categories/", json={"name": "c"})) == (403, "Not enough permissions")
    for some in ([{"name": "c"}], []):
        refused = ann.post(f"{API}/categories/bulk/create", json={"data": some})
        assert told(refused) == (403, "Not enough permissions")
    assert told(ann.delete(gadget)) == (200, "Gadget deleted successfully")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_a_record_changed_since_it_was_read(off: Served, method: str) -> None:
    client = off.local()
    created = client.post(f"{API}/items/", json={"title": "a"})
    item = f"{API}/items/" + created.json()["id"]
    tag = created.headers["ETag"]
    assert client.get(item).headers["ETag"] == tag == '"1"'
    assert client.put(item, json={"title": "b"}, headers={"If-Match": tag}).headers["ETag"] == '"2"'
    body = None if method == "DELETE" else {"title": "c"}
    none = (
        'W/"2"',
        "nonsense",
        '"99999999999999999999"',
        '"02"',
        '"1", W/"2"',
        '"1,2"',
        '*, "2"',
        "2",
        "",
        ",",
        '"2" x',
    )
    for old in (tag, *none):
        response = client.request(method, item, json=body, headers={"If-Match": old})
        assert told(response) == (412, "Item was changed by someone else")
    assert client.request(method, item, json=body, headers={"If-Match": "*"}).status_code == 200


@pytest.mark.parametrize("tags", [['"1", W/"1" ,"2","x,y"'], ['"7"', ' , "2"'], [' "2"\t,'], [" * "]])
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_one_of_several_versions(off: Served, method: str, tags: list[str]) -> None:
    client = off.local()
    item = f"{API}/items/" + client.post(f"{API}/items/", json={"title": "a"}).json()["id"]
    client.patch(item, json={"title": "b"})
    body = None if method == "DELETE" else {"title": "c"}
    headers = [("If-Match", value) for value in tags]
    assert client.request(method, item, json=body, headers=headers).status_code == 200
    assert client.request(method, f"{API}/items/{uuid4()}", json=body, headers=headers).status_code == 404


def test_a_user_changed_since_it_was_read(on: Served) -> None:
    boss, ann = on.signed_in("boss@example.org", is_superuser=True), on.person("ann@example.org")
    response = boss.patch(f"{API}/users/{ann}", json={"full_name": "A"}, headers={"If-Match": '"7"'})
    assert told(response) == (412, "User was changed by someone else")


@pytest.mark.parametrize(
    ("method", "path", "body", "told_when_done"),
    [
        ("PATCH", "/users/me", {"full_name": "Ann"}, None),
        (
            "PATCH",
            "/users/me/password",
            {"current_password": PASSWORD, "new_password": NEW_PASSWORD},
            "Password updated",
        ),
        ("DELETE", "/users/me", None, "User deleted"),
    ],
)
def test_one_s_own_account_changed_since_it_was_read(
    on: Served, method: str, path: str, body: Any, told_when_done: str | None
) -> None:
    ann = registered(on, "ann@example.org")
    client = on.client(on.token_of(ann))
    old = client.get(f"{API}/users/me").headers["ETag"]
    client.patch(f"{API}/users/me", json={"full_name": "A"}, headers={"If-Match": old})
    before = client.get(f"{API}/users/me")
    response = client.request(method, API + path, json=body, headers={"If-Match": old})
    assert told(response) == (412, "User was changed by someone else")
    assert client.get(f"{API}/users/me").json() == before.json()
    assert on.app.users.authenticate(on.app.context(), "ann@example.org", PASSWORD)
    done = client.request(method, API + path, json=body, headers={"If-Match": before.headers["ETag"]})
    assert done.status_code == 200
    assert told_when_done is None or told(done)[1].startswith(told_when_done)


def test_lists_are_newest_first_unless_sorted(off: Served) -> None:
    client = off.local()
    for title in ("b", "a", "c"):
        client.post(f"{API}/items/", json={"title": title})
    found = client.get(f"{API}/items/").json()
    assert (found["count"], [item["title"] for item in found["data"]]) == (3, ["c", "a", "b"])
    assert [item["title"] for item in client.get(f"{API}/items/?sort=title").json()["data"]] == ["a", "b", "c"]


def test_context_is_kept_apart(on: Served) -> None:
    ann, bob = on.signed_in("ann@example.org"), on.signed_in("bob@example.org")
    ann.post(f"{API}/items/", json={"title": "hers"})
    assert ann.get(f"{API}/items/").json()["count"] == 1
    assert bob.get(f"{API}/items/").json()["count"] == 0
