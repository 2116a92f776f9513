"""This machine's preferences: a bad value costs only itself, and nothing in the file is lost."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.paths import DataFolder
from core.preferences import DEFAULTS, Preferences, load_preferences, save_preferences
from core.words import Words, speak


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path)


def test_they_come_back(folder: DataFolder) -> None:
    assert load_preferences(folder) == (DEFAULTS, [])
    changed = Preferences(theme="dark", last_page="items", keys={"edit.undo": ("Ctrl+U", "F9"), "file.quit": ()})
    save_preferences(folder, changed)
    assert load_preferences(folder) == (changed, [])


def test_an_unknown_theme_costs_only_itself(folder: DataFolder) -> None:
    folder.preferences.write_text(json.dumps({"theme": "pink", "text_scale": 150, "last_page": "items"}))
    preferences, problems = load_preferences(folder)
    assert preferences == Preferences(text_scale=150, last_page="items")
    assert [str(problem) for problem in problems] == [
        "Theme was set to “pink”, which is not known; the default is used."
    ]


def test_several_bad_values_are_each_told(folder: DataFolder) -> None:
    folder.preferences.write_text(json.dumps({"theme": 7, "text_scale": 5000, "keys": "x", "language": "de"}))
    preferences, problems = load_preferences(folder)
    assert preferences == Preferences(language="de")
    assert [str(problem).split(" was")[0] for problem in problems] == [
        "Text size",
        "Theme",
        "Something that the window remembers could not be used, so it begins with the default.",
    ]


def test_a_bad_value_is_told_in_the_language_of_the_window(folder: DataFolder) -> None:
    folder.preferences.write_text(json.dumps({"theme": "pink"}))
    speak(Words(names={"Theme": "Farbschema"}))
    _, problems = load_preferences(folder)
    assert str(problems[0]).startswith("Farbschema was set to")
    speak(Words())


def test_what_the_window_remembers_is_told_without_its_inner_name(folder: DataFolder) -> None:
    folder.preferences.write_text(json.dumps({"last_page": ["a"], "window": 3, "theme": ["b"]}))
    preferences, problems = load_preferences(folder)
    assert preferences == DEFAULTS
    told = " ".join(map(str, problems))
    assert told.count("Something") == 1
    assert "last_page" not in told
    assert 'Theme was set to “["b"]”' in told


def test_what_a_newer_version_stored_is_kept(folder: DataFolder) -> None:
    folder.preferences.write_text(json.dumps({"density": "compact", "theme": "dark"}))
    preferences, problems = load_preferences(folder)
    save_preferences(folder, preferences.model_copy(update={"theme": "light"}))
    assert not problems
    assert json.loads(folder.preferences.read_text())["density"] == "compact"


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe\x00", b"", b"null", b"[" * 50_000])
def test_a_damaged_file_is_set_aside(folder: DataFolder, content: bytes) -> None:
    folder.preferences.write_bytes(content)
    preferences, (problem,) = load_preferences(folder)
    assert preferences == DEFAULTS
    assert str(folder.preferences) in str(problem)
    assert "no JSON" in str(problem)
    save_preferences(folder, preferences)
    assert folder.preferences.with_suffix(".damaged").read_bytes() == content


def test_the_first_frame_needs_no_pydantic_to_read_them(folder: DataFolder) -> None:
    save_preferences(folder, Preferences(theme="dark"))
    code = (
        "import sys; from pathlib import Path; from core.paths import DataFolder; "
        "from core.preference_file import stored_values; "
        f"print(stored_values(DataFolder(Path({str(folder.path)!r})))['theme'], 'pydantic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["dark", "False"]
