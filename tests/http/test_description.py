"""The published description: in words that clients know, and with every answer that a route gives."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pytest

from core.http.guard import BODY_BYTES, IMPORT_BYTES
from tests.http.conftest import Served, Standing

KNOWN: Final = (
    "$ref $defs type enum const title description default deprecated examples format contentMediaType contentEncoding "
    "multipleOf minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength pattern readOnly writeOnly "
    "items prefixItems minItems maxItems uniqueItems contains properties required additionalProperties propertyNames "
    "minProperties maxProperties patternProperties anyOf oneOf allOf not if then else discriminator x-ui"
)
"""What JSON Schema and OpenAPI have words for, and our own hints."""
NAMED: Final = ("properties", "patternProperties", "$defs")
LISTED: Final = ("anyOf", "oneOf", "allOf", "prefixItems")
WITHIN: Final = ("items", "contains", "additionalProperties", "propertyNames", "not", "if", "then", "else")


@pytest.fixture
def served(standing: Standing) -> Served:
    return standing("sqlite", False)


@pytest.fixture
def description(served: Served) -> dict[str, Any]:
    return served.web.openapi()


def schemas(node: Any, place: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every schema of a document that stands by itself, and where."""
    if isinstance(node, list):
        for number, each in enumerate(node):
            yield from schemas(each, f"{place}/{number}")
    elif isinstance(node, dict):
        for name, each in node.items():
            if name == "schema" or place == "/components/schemas":
                yield f"{place}/{name}", each
            else:
                yield from schemas(each, f"{place}/{name}")


def unknown(schema: Any, place: str) -> Iterator[str]:
    """The words that nobody knows, in a schema and in those inside of it."""
    if not isinstance(schema, Mapping):
        return
    yield from (f"{place}: {word}" for word in schema if word not in KNOWN.split())
    inside = {word: schema[word] for word in WITHIN if word in schema}
    for word in NAMED:
        inside |= {f"{word}/{name}": each for name, each in schema.get(word, {}).items()}
    for word in LISTED:
        inside |= {f"{word}/{number}": each for number, each in enumerate(schema.get(word, ()))}
    for name, each in inside.items():
        yield from unknown(each, f"{place}/{name}")


def test_no_schema_has_a_word_that_nobody_knows(description: dict[str, Any]) -> None:
    found = dict(schemas(description))
    assert len(found) > len(description["paths"])
    assert [word for place, schema in found.items() for word in unknown(schema, place)] == []


@pytest.mark.parametrize("path", ["/api/v1/items/", "/api/v1/history", "/api/v1/items/{id}/history"])
def test_the_bounds_of_numbers_are_told(description: dict[str, Any], path: str) -> None:
    parameters = {found["name"]: found["schema"] for found in description["paths"][path]["get"]["parameters"]}
    assert (parameters["limit"]["minimum"], parameters["limit"]["maximum"]) == (
        0,
        10_000 if "skip" in parameters else 1_000,
    )


def test_whatever_becomes_of_a_body_is_declared(served: Served, description: dict[str, Any]) -> None:
    """Of another kind, too large, none at all, and nothing that can be read."""
    client, missing = served.local(), list[Any]()
    for path, verbs in description["paths"].items():
        for verb, what in verbs.items():
            if "requestBody" not in what:
                continue
            for headers, content in (
                ({"Content-Type": "text/plain"}, b"a"),
                ({"Content-Type": "multipart/form-data; boundary=a"}, b"--a--"),
                ({"Content-Type": "application/json", "Content-Length": str(max(BODY_BYTES, IMPORT_BYTES) + 1)}, b""),
                ({"Content-Type": "application/json"}, b""),
                ({"Content-Type": "application/json"}, b"["),
                ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=b"),
                ({"Content-Type": "application/json", "If-Match": '"77"'}, b"{}"),
                ({"Origin": "https://example.org", "Content-Type": "application/json"}, b"{}"),
                ({"Host": "example.org", "Content-Type": "application/json"}, b"{}"),
            ):
                got = client.request(verb, path, headers=headers, content=content).status_code
                if str(got) not in what["responses"]:
                    missing.append((verb, path, headers, got))
    assert missing == []
