"""Addresses of databases: no secret is shown, wherever it stands, and what is wrong is told as it is."""

import pytest
from sqlalchemy import make_url

from core import migrate
from core.addresses import database_url, shown_url
from core.errors import DatabaseError
from core.schema import shown

SERVER = "postgresql+psycopg://ann:hidden@127.0.0.1:1/books"


@pytest.mark.parametrize("option", ["password", "sslpassword", "oauth_client_secret", "PASSWORD", "scram_client_key"])
def test_secrets_among_the_options_are_hidden(option: str) -> None:
    url = make_url(f"{SERVER}?{option}=geheim&sslmode=require&passfile=here")
    for text in (shown_url(url), shown(url)):
        assert "geheim" not in text
        assert "hidden" not in text
        assert "sslmode=require" in text
        assert "passfile=here" in text


def test_a_server_that_does_not_answer_is_told_without_the_secret() -> None:
    with pytest.raises(DatabaseError, match="does not answer") as caught:
        migrate.state(database_url(f"{SERVER}?password=geheim"))
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("sslmode=wrong", 'invalid sslmode value: "wrong"'),
        ("foo=bar", 'invalid connection option "foo"'),
        ("connect_timeout=soon", "bad value for connect_timeout: 'soon'"),
    ],
)
def test_a_wrong_option_is_told_in_the_words_of_the_driver(option: str, reason: str) -> None:
    with pytest.raises(DatabaseError) as caught:
        migrate.state(database_url(f"{SERVER}?{option}"))
    assert caught.value.reason == "database.url"
    assert caught.value.params["detail"] == reason


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("sqlite:////tmp/books.db?foo=bar", "options such as foo"),
        ("postgresql+psycopg://ann:gehe@im@host/books", "%40"),
    ],
)
def test_what_cannot_be_meant_is_refused(address: str, said: str) -> None:
    with pytest.raises(DatabaseError, match=said) as caught:
        database_url(address)
    assert "im@" not in str(caught.value)
