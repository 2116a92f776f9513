"""Every route for every kind of caller: who gets in, with sign-in on and off."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

import core.models
import tests.shop
from core.bootstrap import Application
from core.database import Database, sqlite_url
from core.http.app import create_app
from core.settings import Settings
from tests.http.conftest import API, KEY, Serve, Served, TestClient

OPEN = {"/", f"{API}/health", f"{API}/login/access-token", f"{API}/users/signup"}
"""Where no token is needed when people sign in; when nobody does, only the first two are."""

SUPERUSERS = re.compile(rf"{API}/users/($|bulk|import|export|.*/history)")
BODIES: dict[str, Any] = {
    "create_item": {"title": "a"},
    "create_category": {"name": "c"},
    "create_gadget": {"name": "g"},
}
ROLES = ("none", "wrong", "user", "owner", "superuser", "inactive")


def described() -> dict[tuple[str, str], Any]:
    """What is published of every route, by method and path."""
    settings = Settings(auth_required=True, secret_key=KEY)  # pyright: ignore[reportArgumentType]
    app = Application(settings, Database(sqlite_url(Path("never opened"))), core.models, tests.shop)
    paths = create_app(app).openapi()["paths"]
    app.close()
    return {(method.upper(), path): what for path, found in paths.items() for method, what in found.items()}


HEALTH = f"{API}/health"
"""Says that these databases, made without migrations, are not what it needs."""
DESCRIBED = described()
ROUTES = [(*route, what["operationId"]) for route, what in DESCRIBED.items()]


@pytest.fixture
def owner(on: Served) -> tuple[Served, UUID, str]:
    """An adapter that asks to sign in, a user, and an item of theirs."""
    identity = on.person("owner@example.org")
    item = on.client(on.token_of(identity)).post(f"{API}/items/", json={"title": "mine"}).json()["id"]
    return on, identity, item


def client_of(served: Served, role: str, owner: UUID) -> TestClient:
    match role:
        case "none":
            return served.client()
        case "wrong":
            return served.client("wrong")
        case "owner":
            return served.client(served.token_of(owner))
        case "inactive":
            return served.signed_in("inactive@example.org", is_active=False)
        case _:
            return served.signed_in(f"{role}@example.org", is_superuser=role == "superuser")


Answer = tuple[int, str]


def call(client: TestClient, method: str, path: str, operation: str, ids: dict[str, str]) -> Answer:
    """Status and shape of the answer, which has to be one that is declared."""
    declared = DESCRIBED[method, path]["responses"]
    for name, value in ids.items():
        path = path.replace(f"{{{name}}}", value)
    body = BODIES.get(operation, {}) if method in {"POST", "PUT", "PATCH"} else None
    if operation in {"undo", "redo", "login"} or operation.startswith("import_"):
        body = None
    response = client.request(method, path, json=body)
    assert str(response.status_code) in declared, (method, path, response.status_code)
    return response.status_code, shape(response)


def shape(response: Any) -> str:
    """The text of an answer that has nothing else, the places that one complains of, or its fields."""
    kind = response.headers["content-type"]
    if kind != "application/json":
        return kind
    match response.json():
        case {"detail": str(text), **rest} | {"message": str(text), **rest} if not rest:
            return text
        case {"detail": [*problems], **rest} if not rest:
            assert all(problem.keys() == {"loc", "msg", "type"} and problem["msg"] for problem in problems)
            return ", ".join(".".join(problem["loc"]) for problem in problems)
        case answer:
            return " ".join(sorted(answer))


NAMES = {"items": "Item", "categories": "Category", "gadgets": "Gadget", "parts": "Part", "users": "User"}
FIELDS = {
    "items": "created_at description id owner_id title updated_at version",
    "categories": "created_at id name parent_id updated_at version",
    "gadgets": "active category_id created_at id name notes opens owner_id price rating released seen_at serial status "
    "stock updated_at version weight",
    "users": "created_at email full_name id is_active is_superuser updated_at version",
}
STEP = "actor_email at id kind source text undone"
SHAPES: dict[str, Answer] = {
    "create_.*_in_bulk": (422, "body.data"),
    "update_.*_in_bulk": (422, "body.changes"),
    "delete_.*_in_bulk": (422, "body.ids"),
    "import_.*": (400, "The file has no rows."),
    "export_.*": (200, "text/csv; charset=utf-8"),
    "login": (422, "body.username, body.password"),
    "(create|register)_user": (422, "body.email, body.password"),
    "create_part": (422, "body.label, body.gadget_id"),
    "update_password_me": (422, "body.current_password, body.new_password"),
    "(read|update)_user_me|test_token": (200, FIELDS["users"]),
    "sign_out_everywhere": (200, "Signed out everywhere"),
    "delete_user_me": (400, "Cannot delete default user when auth is not required"),
    "undo|redo": (200, STEP),
    "read_undo": (200, "redo undo"),
    "read_history": (200, "data"),
    "root": (200, "docs name version"),
    "health": (503, "database status"),  # these databases, made without migrations, are not what it needs
    f"read_({'|'.join(NAMES)})": (200, "count data"),
}
"""What the calls of this table get who are let in, by operation."""


def reached(method: str, path: str, operation: str, collection_of_ids: str | None) -> Answer:
    """The answer to whoever is let in, where the ids are those of a record of this collection."""
    for pattern, answer in SHAPES.items():
        if re.fullmatch(pattern, operation):
            return answer
    collection = path.removeprefix(f"{API}/").partition("/")[0]
    if "{" not in path:
        return 200, FIELDS[collection]
    if collection != collection_of_ids and collection != "users":
        return 404, f"{NAMES[collection]} not found"
    if collection_of_ids is None:
        unknown = "The user with this id does not exist in the system"
        return 404, unknown if operation == "update_user" else "User not found"
    if operation.endswith("_history"):
        return 200, "data"
    return 200, f"{NAMES[collection]} deleted successfully" if method == "DELETE" else FIELDS[collection]


def expected(role: str, method: str, path: str) -> Answer | None:
    """What a caller who does not get in is told; None for those who do."""
    if path in OPEN:
        return None
    refusal = {
        "none": (401, "Not authenticated"),
        "wrong": (403, "Could not validate credentials"),
        "inactive": (400, "Inactive user"),
    }.get(role)
    if refusal is not None or role == "superuser":
        return refusal
    forbidden = (403, "The user doesn't have enough privileges")
    if SUPERUSERS.match(path):
        return forbidden
    if path.endswith("/users/{user_id}"):
        return forbidden if method != "GET" or role != "owner" else None
    if path.startswith(f"{API}/items/{{id}}"):
        return (403, "Not enough permissions") if role == "user" else None
    if path == f"{API}/categories/" and method == "POST":
        return 403, "Not enough permissions"
    return None


@pytest.mark.parametrize("role", ROLES)
def test_where_people_sign_in(owner: tuple[Served, UUID, str], role: str) -> None:
    served, identity, item = owner
    client = client_of(served, role, identity)
    wrong: list[Any] = []
    for method, path, operation in ROUTES:
        if operation in {"delete_user_me", "sign_out_everywhere", "delete_item", "delete_user", "undo", "redo"}:
            continue  # these change what the other routes are asked about: below
        ids = {"user_id": str(identity), "id": str(identity) if "/users/" in path else item}
        found = call(client, method, path, operation, ids)
        wanted = expected(role, method, path) or reached(method, path, operation, "items")
        if found != wanted:
            wrong.append((method, path, found, wanted))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("path", ["/users/me", "/users/{user_id}", "/items/{id}"])
def test_deleting_where_people_sign_in(owner: tuple[Served, UUID, str], role: str, path: str) -> None:
    served, identity, item = owner
    found = call(client_of(served, role, identity), "DELETE", API + path, "", {"user_id": str(identity), "id": item})
    wanted = expected(role, "DELETE", API + path)
    if path == "/users/me" and role == "superuser":
        wanted = 403, "Super users are not allowed to delete themselves"
    assert found == (wanted or (200, "Item deleted successfully" if "items" in path else "User deleted successfully"))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", ["undo", "redo", "sign_out_everywhere"])
def test_posting_where_people_sign_in(owner: tuple[Served, UUID, str], role: str, operation: str) -> None:
    served, identity, _ = owner
    path = f"{API}/login/sign-out-everywhere" if operation == "sign_out_everywhere" else f"{API}/{operation}"
    wanted = expected(role, "POST", path) or reached("POST", path, operation, "items")
    if operation != "sign_out_everywhere" and wanted[0] == 200 and (role, operation) != ("owner", "undo"):
        wanted = 409, f"There is nothing to {operation}."
    assert call(client_of(served, role, identity), "POST", path, operation, {}) == wanted


@pytest.mark.parametrize("role", [*ROLES, "local"])
def test_where_nobody_signs_in(off: Served, role: str) -> None:
    """One token opens it; those of people, whoever they are, open nothing."""
    client = off.local() if role == "local" else client_of(off, role, off.person("owner@example.org"))
    wrong = list[Any]()
    for method, path, operation in ROUTES:
        unknown = {"user_id": str(UUID(int=9)), "id": str(UUID(int=9))}
        found, wanted = call(client, method, path, operation, unknown), (401, "Not authenticated")
        if role == "local" or path in {"/", HEALTH}:
            wanted = reached(method, path, operation, None)
        if found != wanted:
            wrong.append((method, path, found, wanted))
    assert wrong == []


@pytest.mark.parametrize("role", ["none", "wrong", "inactive", "user"])
def test_nothing_is_read_of_what_those_send_who_do_not_get_in(owner: tuple[Served, UUID, str], role: str) -> None:
    served, identity, item = owner
    client, wrong = client_of(served, role, identity), list[Any]()
    for method, path, _ in ROUTES:
        wanted = expected(role, method, path)
        if wanted not in {None, (403, "Not enough permissions")} and method in {"POST", "PUT", "PATCH"}:
            found = unread(client, method, path.replace("{user_id}", str(identity)).replace("{id}", item))
            if found != wanted:
                wrong.append((method, path, found, wanted))
    assert wrong == []


def test_nothing_is_read_without_the_local_token(off: Served) -> None:
    paths = [path for method, path, _ in ROUTES if method == "POST"]
    answers = {path: unread(off.client(), "POST", path) for path in paths}
    assert answers == dict.fromkeys(paths, (401, "Not authenticated"))


def unread(client: TestClient, method: str, path: str) -> Answer:
    """The answer to a body that makes no sense: "read" where a part of it was asked for."""
    asked = False

    def parts() -> Iterator[bytes]:
        nonlocal asked
        asked = True
        yield b"{"

    kind = "application/x-www-form-urlencoded" if path.endswith("/access-token") else "application/json"
    response = client.request(method, path, content=parts(), headers={"Content-Type": kind})
    return response.status_code, "read" if asked else shape(response)


def hidden(router: Any) -> Iterator[str]:
    """The paths of routes that the description leaves out."""
    for route in router.routes:
        if (included := getattr(route, "original_router", None)) is not None:
            yield from hidden(included)
        elif not route.include_in_schema:
            yield route.path


def test_no_route_is_left_out_of_the_table(off: Served) -> None:
    assert sorted(hidden(off.web)) == ["/docs", "/openapi.json"]


def test_nobody_undoes_what_another_did(owner: tuple[Served, UUID, str]) -> None:
    served, identity, item = owner
    other = served.signed_in("other@example.org")
    assert other.post(f"{API}/undo").status_code == 409
    assert other.get(f"{API}/history").json()["data"] == []
    mine = served.client(served.token_of(identity))
    assert mine.post(f"{API}/undo").status_code == 200
    assert mine.get(f"{API}/items/{item}").status_code == 404
    assert mine.post(f"{API}/redo").status_code == 200
    assert mine.get(f"{API}/items/{item}").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer"}, {"Authorization": "Bearer "}])
def test_an_empty_token_opens_nothing(serve: Serve, headers: dict[str, str]) -> None:
    assert serve(token="").client().get(f"{API}/items/", headers=headers).status_code == 401
