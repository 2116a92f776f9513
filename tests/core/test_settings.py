"""Settings from the environment: wrong ones are named."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from subprocess import PIPE

import pytest

from core.errors import DatabaseError, SettingsError
from core.settings import Settings, load_settings, local_token, secret_key

ROOT = Path(__file__).parents[2]
STARTS = """
import sys
from core.settings import load_settings, local_token, secret_key
print("ready", flush=True)
for line in sys.stdin:
    settings = load_settings(data_dir=line.strip())
    print(secret_key(settings), local_token(settings), flush=True)
"""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "many"),
        ("PORT", "70000"),
        ("AUTH_REQUIRED", "perhaps"),
        ("DATABASE_NAME", "../app.db"),
        ("DATABASE_NAME", "preferences.json"),
        ("DATABASE_NAME", "LOCK"),
        ("DATABASE_NAME", "app.db-wal"),
        ("DATABASE_NAME", "app.db-shm"),
        ("DATABASE_NAME", "app.db-journal"),
        ("DATABASE_NAME", "app.db.new"),
        ("DATABASE_NAME", "app.db.part"),
        ("DATABASE_NAME", "a" * 300),
        ("SYNCHRONOUS", "OFF"),
        ("TOKEN_MINUTES", "99999999999999"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "*.example.org"),
        ("ALLOWED_HOSTS", "https://example.org"),
        ("ALLOWED_HOSTS", "desk.example, example.org:8080"),
        ("ALLOWED_HOSTS", "[2001:db8::1]:8080"),
        ("ALLOWED_HOSTS", "example.org/desk"),
        ("ALLOWED_HOSTS", "one.example two.example"),
        ("ALLOWED_HOSTS", "example.org."),
    ],
)
def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert name in str(error.value)
    assert value not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "many", "must be a whole number such as 42"),
        ("PORT", "70000", "must be 65,535 or less"),
        ("AUTH_REQUIRED", "perhaps", "must be true or false"),
        ("SYNCHRONOUS", "OFF", "must be one of 'FULL' or 'NORMAL'"),
        (
            "ALLOWED_HOSTS",
            "a:1",
            "must be names such as data.example.org, commas between them: no scheme, no port, no asterisk",
        ),
    ],
)
def test_what_a_variable_must_be_is_said_in_the_words_of_the_window(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        load_settings()
    assert str(error.value) == f"The setting {name} is not valid: {words}."


@pytest.mark.parametrize("address", ["nonsense", "postgresql+psycopg://user:hidden@host:port/x"])
def test_a_wrong_address_is_told_without_its_password(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(DatabaseError) as error:
        load_settings()
    assert "DATABASE_URL" in str(error.value)
    assert "hidden" not in str(error.value)


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path)
    key = secret_key(settings)
    assert len(key) >= 32
    assert secret_key(settings) == key
    if hasattr(Path, "owner") and settings.folder.secret_key.stat().st_mode & 0o777 not in {0o666, 0o777}:
        assert settings.folder.secret_key.stat().st_mode & 0o077 == 0


def test_a_short_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        secret_key(load_settings(data_dir=tmp_path, secret_key="short"))


@pytest.mark.parametrize(("name", "read"), [("secret.key", secret_key), ("local.token", local_token)])
@pytest.mark.parametrize(
    "content", [b"", b"\n", b"abc", b"x" * 31, b" " * 40, b"\xff" * 40, b"x" * 20 + b"\n" + b"x" * 20]
)
def test_a_file_without_a_secret_is_refused_by_its_name(
    tmp_path: Path, name: str, read: Callable[[Settings], str], content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(SettingsError) as error:
        read(load_settings(data_dir=tmp_path))
    assert str(tmp_path / name) in str(error.value)
    assert "Delete it" in str(error.value)
    assert len(str(error.value).splitlines()) == 1
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.skipif(os.name == "nt", reason="there, files have no modes")
@pytest.mark.parametrize(("name", "read"), [("secret.key", secret_key), ("local.token", local_token)])
def test_a_secret_that_others_may_read_becomes_private(
    tmp_path: Path, name: str, read: Callable[[Settings], str]
) -> None:
    (tmp_path / name).write_text("x" * 64 + "\n")
    (tmp_path / name).chmod(0o644)
    assert read(load_settings(data_dir=tmp_path)) == "x" * 64
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600


def test_of_several_first_starts_at_once_all_have_the_secrets_of_the_first(tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTS]
    with ExitStack() as running:
        starts = [
            running.enter_context(subprocess.Popen(command, stdin=PIPE, stdout=PIPE, cwd=ROOT, text=True))
            for _ in range(6)
        ]
        assert {_line(start) for start in starts} == {"ready"}
        for number in range(40):
            folder = tmp_path / str(number)
            folder.mkdir()
            for start in starts:
                print(folder, file=start.stdin, flush=True)
            assert len({_line(start) for start in starts}) == 1
            assert sorted(path.name for path in folder.iterdir()) == ["local.token", "secret.key"]
        for start in starts:
            start.communicate()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, "it ended"
    return line
