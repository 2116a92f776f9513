"""What programs written for the replaced stack rely on: its paths, methods, fields and parameters, all still there."""

from typing import Any

import pytest

from tests.http.conftest import Standing

METHODS = {
    "/": "get",
    "/api/v1/health": "get",
    "/api/v1/login/access-token": "post",
    "/api/v1/login/test-token": "post",
    "/api/v1/users/": "get post",
    "/api/v1/users/me": "get patch delete",
    "/api/v1/users/me/password": "patch",
    "/api/v1/users/signup": "post",
    "/api/v1/users/{user_id}": "get patch delete",
    "/api/v1/items/": "get post",
    "/api/v1/items/{id}": "get put delete",
}
"""The replaced stack's routes."""

FIELDS = {
    "ItemCreate": "title description",
    "ItemPublic": "title description id owner_id created_at",
    "ItemUpdate": "title description",
    "ItemsPublic": "data count",
    "Message": "message",
    "Token": "access_token token_type",
    "UpdatePassword": "current_password new_password",
    "UserCreate": "email is_active is_superuser full_name password",
    "UserPublic": "email is_active is_superuser full_name id created_at",
    "UserRegister": "email password full_name",
    "UserUpdate": "email is_active is_superuser full_name password",
    "UserUpdateMe": "full_name email",
    "UsersPublic": "data count",
    "HTTPValidationError": "detail",
    "ValidationError": "loc msg type",
}
"""The replaced stack's models."""

FORM = {"grant_type", "username", "password", "scope", "client_id", "client_secret"}
REQUIRED = {
    "ItemCreate": {"title"},
    "UserCreate": {"email", "password"},
    "UserRegister": {"email", "password"},
    "UpdatePassword": {"current_password", "new_password"},
    "ItemUpdate": set[str](),
    "UserUpdate": set[str](),
}


@pytest.fixture
def description(standing: Standing) -> dict[str, Any]:
    return standing("sqlite", False).web.openapi()


@pytest.mark.parametrize("path", METHODS)
def test_no_path_or_method_is_missing(description: dict[str, Any], path: str) -> None:
    assert set(METHODS[path].split()) <= set(description["paths"][path])


@pytest.mark.parametrize("model", FIELDS)
def test_no_field_is_missing(description: dict[str, Any], model: str) -> None:
    assert set(FIELDS[model].split()) <= set(description["components"]["schemas"][model]["properties"])


@pytest.mark.parametrize("model", REQUIRED)
def test_nothing_more_is_required(description: dict[str, Any], model: str) -> None:
    assert set(description["components"]["schemas"][model].get("required", ())) == REQUIRED[model]


def test_the_sign_in_form(description: dict[str, Any]) -> None:
    route = description["paths"]["/api/v1/login/access-token"]["post"]
    reference = route["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["$ref"]
    form = description["components"]["schemas"][reference.rpartition("/")[2]]
    assert set(form["properties"]) >= FORM
    assert set(form["required"]) == {"username", "password"}


@pytest.mark.parametrize("path", ["/api/v1/users/", "/api/v1/items/"])
def test_lists_take_skip_and_limit(description: dict[str, Any], path: str) -> None:
    parameters = {found["name"]: found["schema"] for found in description["paths"][path]["get"]["parameters"]}
    assert parameters["skip"]["default"] == 0
    assert parameters["limit"]["default"] == 100


def test_tokens_are_described_as_before(description: dict[str, Any]) -> None:
    scheme = description["components"]["securitySchemes"]["OAuth2PasswordBearer"]
    assert scheme["flows"]["password"]["tokenUrl"].lstrip("/") == "api/v1/login/access-token"


def test_operations_have_short_names_of_their_own(description: dict[str, Any]) -> None:
    names = [what["operationId"] for path in description["paths"].values() for what in path.values()]
    assert len(names) == len(set(names))
    assert {"read_items", "create_item", "read_item", "put_item", "delete_item", "read_user_me", "login"} <= set(names)
    assert max(map(len, names)) <= 30


def test_every_collection_has_the_same_routes(description: dict[str, Any]) -> None:
    def shape(plural: str) -> dict[str, set[str]]:
        prefix = f"/api/v1/{plural}/"
        found = {path.removeprefix(prefix): set(what) for path, what in description["paths"].items()}
        return {path: what for path, what in found.items() if not path.startswith("/")}

    assert shape("gadgets") == shape("items") == shape("categories")
    assert {"", "{id}", "{id}/history", "bulk/create", "bulk/update", "bulk/delete", "import", "export"} <= set(
        shape("items")
    )


def test_files_are_described_as_bytes(description: dict[str, Any]) -> None:
    paths, file = description["paths"], {"schema": {"type": "string", "format": "binary"}}
    assert paths["/api/v1/items/import"]["post"]["requestBody"]["content"] == {"application/octet-stream": file}
    exported = paths["/api/v1/items/export"]["get"]["responses"]["200"]["content"]
    assert [kind for kind, what in exported.items() if what != file] == ["application/json"]


def test_hints_about_fields_are_in_the_schema(description: dict[str, Any]) -> None:
    password = description["components"]["schemas"]["UserCreate"]["properties"]["password"]
    assert password["x-ui"]["widget"] == "password"
