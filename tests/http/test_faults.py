"""What the replaced stack got wrong, and what else strangers may send, stays without effect."""

import base64
import logging
import os
import stat
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import pytest
from pwdlib import PasswordHash
from sqlalchemy import select

from core import app_info
from core.errors import SignInError
from core.http.tokens import ALGORITHM, AUDIENCE
from core.models.user import UserCreate, UserUpdate
from core.passwords import UNUSABLE
from core.settings import Settings, local_token
from core.throttle import WINDOW, Throttle
from core.types import utc_now
from tests.http.conftest import API, BASE, KEY, LOCAL_TOKEN, Serve, Served, Standing, TestClient

ITEMS = f"{API}/items/"
LOGIN = f"{API}/login/access-token"
PASSWORD = "correct horse"
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def on(standing: Standing) -> Iterator[Served]:
    """People sign in, on SQLite only: tokens have nothing to do with the database."""
    yield (served := standing("sqlite", True))
    served.disconnect()


def count(client: TestClient) -> int:
    return client.get(ITEMS).json()["count"]


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.",
        "",
        "evil.example:1430",
        "[::2]",
        "[::1]evil.example",
        "127.0.0.1:1430@evil.example",
        "127.0.0.1:x",
        "[",
    ],
)
def test_a_foreign_host_is_refused(alone: TestClient, host: str) -> None:
    response = alone.get(ITEMS, headers={"Host": host})
    assert (response.status_code, response.json()["detail"]) == (400, "Invalid host header")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:9", "127.0.0.1:1430", "[::1]:1430", "desk.example", "[2001:DB8::1]:9"]
)
def test_own_names_are_answered(serve: Serve, host: str) -> None:
    client = serve(allowed_hosts="Desk.example, other.example,[2001:db8::1],").local()
    assert client.get(ITEMS, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://["},
        {"Origin": ""},
        {"Origin": "file://127.0.0.1:1430"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_other_origins_write_nothing(alone: TestClient, headers: dict[str, str]) -> None:
    assert alone.post(ITEMS, json={"title": "a"}, headers=headers).status_code == 403
    assert alone.post(LOGIN, data={"username": "a", "password": "b"}, headers=headers).status_code == 403
    assert alone.post(f"{API}/undo", headers=headers).status_code == 403
    assert count(alone) == 0


def test_the_own_origin_writes(alone: TestClient) -> None:
    assert alone.post(ITEMS, json={"title": "a"}, headers={"Origin": BASE}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"Content-Type": "text/plain"}, {"Content-Type": "application/x-www-form-urlencoded"}, {"Content-Type": ""}],
)
def test_only_json_is_taken(alone: TestClient, headers: dict[str, str]) -> None:
    assert alone.post(ITEMS, content=b'{"title": "a"}', headers=headers).status_code == 415
    assert count(alone) == 0


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"{", "must be JSON"),
        (b"\xff\xfe", "must be JSON"),
        (b"[" * 100_000, "is nested too deep"),
        (b'{"title":' * 100_000, "is nested too deep"),
        (b'{"title": ' + b"1" * 10_000 + b"}", "must be JSON"),
        (b'"text"', "must be an object of JSON"),
        (b"null", "must be an object of JSON"),
        (b"[]", "must be an object of JSON"),
        (b'{"title": NaN}', "must be text"),
        (b'{"title": "\\ud800"}', ""),
        (b'{"title": "a\\u0000b"}', "must not contain the NUL character"),
        (b"", "is required"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_a_body_that_makes_no_sense(alone: TestClient, body: bytes, told: str) -> None:
    response = alone.post(ITEMS, content=body, headers=JSON)
    (problem,) = response.json()["detail"]
    assert (response.status_code, problem["loc"][0], told in problem["msg"]) == (422, "body", True)
    assert count(alone) == 0


def test_a_body_that_is_too_large(alone: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    body = b'{"title": "' + b"a" * 10_000_001 + b'"}'
    for content in (body, iter([body])):
        response = alone.post(ITEMS, content=content, headers=JSON)
        assert (response.status_code, response.json()) == (413, {"detail": "The body has more than 10.0 MB."})
    assert count(alone) == 0
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def test_unknown_fields_are_ignored(alone: TestClient) -> None:
    response = alone.post(ITEMS, json={"title": "a", "owner_id": str(uuid4()), "version": 9, "nothing": 1})
    assert (response.status_code, response.json()["version"]) == (200, 1)


@pytest.mark.parametrize(
    "text", ["title:a\0", "(((", "price:>x", "nothing:1", "a" * 10_001, "\ud800".encode("utf-8", "surrogatepass")]
)
@pytest.mark.parametrize("name", ["where", "sort", "search", "time_zone"])
def test_a_search_that_makes_no_sense(off: Served, name: str, text: str | bytes) -> None:
    assert off.local().get(ITEMS, params={name: text}).status_code in {200, 422}


def test_a_method_that_a_path_does_not_have(alone: TestClient) -> None:
    response = alone.patch(ITEMS, json={})
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, POST")
    assert alone.put(f"{ITEMS}export", json={}).headers["Allow"] == "GET"
    assert alone.post(f"{ITEMS}{uuid4()}", json={}).headers["Allow"] == "DELETE, GET, PATCH, PUT"
    assert alone.get(f"{API}/nothing").status_code == 404


def claims(served: Served, **changes: Any) -> dict[str, Any]:
    boss = served.app.context().actor.id
    now = utc_now()
    stamp = served.app.users.token_stamp(served.app.context(), boss)
    times = {"iat": now, "exp": now + timedelta(hours=1)}
    found = {"sub": str(boss), "stamp": stamp, "iss": app_info.IDENTIFIER, "aud": AUDIENCE, **times, **changes}
    return {name: value for name, value in found.items() if value is not None}


def refused(served: Served, token: str) -> bool:
    response = served.client(token).get(ITEMS)
    return (response.status_code, response.json().get("detail")) == (403, "Could not validate credentials")


def test_a_token_made_by_hand_is_as_good_as_ours(on: Served) -> None:
    assert on.client(jwt.encode(claims(on), KEY, ALGORITHM)).get(ITEMS).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"sub": "not an id"},
        {"sub": None},
        {"sub": ""},
        {"exp": utc_now() - timedelta(seconds=1)},
        {"exp": None},
        {"iat": None},
        {"iat": utc_now() + timedelta(hours=1)},
        {"aud": "somebody else"},
        {"aud": None},
        {"iss": "somebody else"},
        {"iss": None},
        {"stamp": None},
        {"stamp": 1},
        {"stamp": "x"},
        {"stamp": [1]},
        {"stamp": float("inf")},
    ],
)
def test_a_token_with_a_wrong_claim(on: Served, changes: dict[str, Any]) -> None:
    assert refused(on, jwt.encode(claims(on, **changes), KEY, ALGORITHM))


def test_an_unsigned_token(on: Served) -> None:
    assert refused(on, jwt.encode(claims(on), None, "none"))


@pytest.mark.parametrize("algorithm", ["HS384", "HS512"])
def test_another_algorithm(on: Served, algorithm: str) -> None:
    assert refused(on, jwt.encode(claims(on), KEY, algorithm))


def test_a_header_that_claims_another_kind_of_key(on: Served) -> None:
    _, body, signature = jwt.encode(claims(on), KEY, ALGORITHM).split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"RS256","typ":"JWT"}').decode().rstrip("=")
    assert refused(on, f"{header}.{body}.{signature}")


def test_another_key(on: Served) -> None:
    assert refused(on, jwt.encode(claims(on), KEY + "!", ALGORITHM))


def test_signing_out_everywhere_ends_every_token_for_good(on: Served) -> None:
    ann = on.person("ann@example.org")
    first, second = on.client(on.token_of(ann)), on.client(on.token_of(ann))
    assert first.post(f"{API}/login/sign-out-everywhere").status_code == 200
    for client in (first, second):
        assert client.get(ITEMS).status_code == 403
    assert on.client(on.token_of(ann)).get(ITEMS).status_code == 200


def test_a_new_password_from_a_superuser_ends_every_token(on: Served) -> None:
    ann = on.person("ann@example.org")
    client = on.client(on.token_of(ann))
    on.app.users.update(on.app.context(), ann, UserUpdate(password=PASSWORD))
    assert client.get(ITEMS).status_code == 403


def test_tokens_outlive_a_restart(serve: Serve, tmp_path: Path) -> None:
    from core.database import sqlite_url

    url = sqlite_url(tmp_path / "kept.db")
    first = serve(url, auth_required=True, secret_key=None)
    token = first.token_of(first.person("ann@example.org"))
    assert serve(url, auth_required=True, secret_key=None).client(token).get(ITEMS).status_code == 200


def test_guessing_ends_after_as_many_failures_as_the_settings_allow(serve: Serve) -> None:
    served = serve(auth_required=True, sign_in_failures=3)
    boss = served.app.context()
    for name in ("ann", "bob"):
        served.app.users.create(boss, UserCreate(email=f"{name}@example.org", password=PASSWORD))
    client = served.client()

    def sign_in(name: str, password: str) -> Any:
        return client.post(LOGIN, data={"username": f"{name}@example.org", "password": password})

    assert [sign_in("ann", "wrong").status_code for _ in range(3)] == [400] * 3
    for password in ("wrong", PASSWORD):
        response = sign_in("ANN", password)
        assert response.status_code == 429
        assert 0 < int(response.headers["Retry-After"]) <= WINDOW
    assert sign_in("bob", PASSWORD).status_code == 200


def test_whoever_has_a_token_cannot_guess_the_password_either(serve: Serve) -> None:
    served = serve(auth_required=True, sign_in_failures=3)
    ann = served.app.users.create(served.app.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    client = served.client(served.token_of(ann.id))

    def change(current: str) -> Any:
        body = {"current_password": current, "new_password": "battery staple"}
        return client.patch(f"{API}/users/me/password", json=body)

    assert [change("wrong one").status_code for _ in range(3)] == [400] * 3
    response = change(PASSWORD)
    assert response.status_code == 429
    assert response.json()["detail"].startswith("Too many attempts.")
    assert 0 < int(response.headers["Retry-After"]) <= WINDOW
    assert client.post(LOGIN, data={"username": "ann@example.org", "password": PASSWORD}).status_code == 429


def test_a_password_that_changes_while_somebody_signs_in_with_the_old_one(
    on: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = on.app.users.create(on.app.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    verify = PasswordHash.verify

    def compared(*arguments: Any) -> bool:
        monkeypatch.setattr(PasswordHash, "verify", verify)
        right = verify(*arguments)
        on.app.users.update(on.app.context(), ann.id, UserUpdate(password="battery staple"))
        return right

    monkeypatch.setattr(PasswordHash, "verify", compared)
    response = on.client().post(LOGIN, data={"username": "ann@example.org", "password": PASSWORD})
    assert (response.status_code, response.json()) == (400, {"detail": "Incorrect email or password"})


def test_of_a_thousand_wrong_passwords_twenty_are_looked_at() -> None:
    now = [0.0]
    throttle = Throttle(Settings().sign_in_failures, clock=lambda: now[0])
    looked_at = 0
    for _ in range(1000):
        try:
            with throttle.attempt("ann@example.org"):
                looked_at += 1
                raise SignInError("sign_in.failed")
        except SignInError:
            now[0] += 0.1
    assert looked_at == 20
    now[0] += WINDOW
    with throttle.attempt("ann@example.org"):
        looked_at += 1
    assert looked_at == 21


@pytest.mark.parametrize("name", ["admin@example.com", "local@rowdesk.org", "system@rowdesk.org", "admin", "a\0b", ""])
@pytest.mark.parametrize("password", ["changethis", "!", "admin"])
def test_there_is_no_published_password(on: Served, name: str, password: str) -> None:
    on.app.context()
    response = on.client().post(LOGIN, data={"username": name, "password": password})
    assert response.status_code in {400, 422}


def test_nothing_secret_is_logged(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, "sqlalchemy.engine")  # as ECHO_SQL sets it; the engine looks once, when it is made
    served = serve(auth_required=True)
    served.app.users.create(served.app.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    client = served.client()
    token = client.post(LOGIN, data={"username": "ann@example.org", "password": PASSWORD}).json()["access_token"]
    client.post(LOGIN, data={"username": "ann@example.org", "password": PASSWORD + "?"})
    served.client(token).get(ITEMS, params={"where": "needle"})
    column = served.app.users.entity.table.c.hashed_password
    with served.app.database.read() as connection:
        stored = connection.execute(select(column).where(column != UNUSABLE)).scalars().all()
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "httpx")
    assert "POST /api/v1/login/access-token 200" in logged
    assert "INSERT INTO" in logged
    for secret in (PASSWORD, token, "needle", *stored):
        assert secret not in logged


def test_no_answer_and_no_description_holds_a_secret(off: Served) -> None:
    client = off.local()
    body = {"email": "ann@example.org", "password": PASSWORD}
    created = client.post(f"{API}/users/", json=body)
    assert "password" not in created.text
    assert "password" not in client.get(f"{API}/users/export?format=json").text
    assert "argon2" not in client.get(f"{API}/users/{created.json()['id']}/history").text
    refused = client.post(f"{API}/users/", json={"email": "bob", "password": "short7!"})
    assert "short7!" not in refused.text
    assert "token_stamp" not in str(off.web.openapi())


def test_a_secret_field_goes_in_and_never_comes_out(off: Served) -> None:
    client, gadgets = off.local(), f"{API}/gadgets/"
    created = client.post(gadgets, json={"name": "a", "pin": "hush-42"})
    one = gadgets + created.json()["id"]
    changed = client.patch(one, json={"stock": 1, "pin": "hush-43"})
    answers = [client.get(path) for path in (one, gadgets, f"{one}/history", f"{gadgets}export?format=json")]
    for answer in (created, changed, *answers):
        assert answer.status_code == 200
        assert "hush-4" not in answer.text
    assert "pin" not in created.json()
    with off.app.database.read() as connection:
        assert connection.scalars(select(off.app.service("gadgets").entity.table.c.pin)).all() == ["hush-43"]
    schemas = off.web.openapi()["components"]["schemas"]
    assert [name for name in schemas if "pin" in schemas[name].get("properties", {})] == [
        "GadgetCreate",
        "GadgetUpdate",
    ]


def test_the_local_token_is_made_once_and_private(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    token = local_token(settings)
    assert local_token(settings) == token != LOCAL_TOKEN
    assert len(token) >= 43
    if os.name == "posix":
        assert stat.S_IMODE(settings.folder.local_token.stat().st_mode) == 0o600


def test_an_unexpected_error_says_nothing_about_itself(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    served = serve()
    client = served.local()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the inside of the program")

    monkeypatch.setattr(served.app.service("items"), "list", fail)
    response = client.get(ITEMS)
    assert (response.status_code, response.json()) == (500, {"detail": "Something went wrong inside the program."})
    assert "the inside of the program" in caplog.text


@pytest.mark.slow
def test_wrong_and_unknown_take_the_same_time(serve: Serve) -> None:
    served = serve(auth_required=True, sign_in_failures=10_000)
    served.app.users.create(served.app.context(), UserCreate(email="ann@example.org", password=PASSWORD))
    client, times = served.client(), dict[str, list[float]]()
    for name in ["ann@example.org", "nobody@example.org"] * 200:
        begun = time.perf_counter()
        assert client.post(LOGIN, data={"username": name, "password": "wrong"}).status_code == 400
        times.setdefault(name, []).append(time.perf_counter() - begun)
    first, second = (sorted(found)[len(found) // 2] for found in times.values())
    assert abs(first - second) < 0.1 * max(first, second)


@pytest.mark.parametrize("path", ["/items", "/items?limit=1", "/history/", "/categories"])
def test_a_redirect_names_no_host_and_no_way_to_it(alone: TestClient, path: str) -> None:
    response = alone.get(API + path, follow_redirects=False)
    assert (response.status_code, response.headers["location"][: len(API)]) == (307, API)
    assert alone.get(API + path).status_code == 200


@pytest.mark.parametrize("query", ["items/?skip=1_0", "items/?limit=1_0", "history?limit=1_0"])
def test_a_number_of_a_query_has_digits_alone(alone: TestClient, query: str) -> None:
    response = alone.get(f"{API}/{query}")
    assert (response.status_code, response.json()["detail"][0]["msg"]) == (422, "must be a whole number such as 42")
