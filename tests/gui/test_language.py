"""The window in another language: every text translated, nothing lost where a translation is damaged."""

import ast
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QApplication, QStyleOptionMenuItem, QWidget
from pytestqt.qtbot import QtBot

from core.bootstrap import Application
from core.context import Context
from core.errors import FieldProblem, TransferError
from core.message_texts import MESSAGES
from core.messages import describe_problem, describe_step, worded
from core.words import inside
from gui import language
from gui.dialogs.chooser import Chooser
from gui.dialogs.import_dialog import ImportDialog
from gui.form.editors.calendar_popup import CalendarPopup
from gui.form.record_pane import RecordPane
from gui.key_bindings import native
from gui.pages.settings import SettingsPage
from tests.gui.person import User
from tests.translations.catalogues import (
    FOLDER,
    LANGUAGES,
    PSEUDO,
    collect,
    core_catalogue,
    core_texts,
    pseudo,
    release,
    texts,
    unfinished,
)

PLACES = re.compile(r"\{(\w*)")


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    language.speak("C")


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_is_translated(name: str, tmp_path: Path) -> None:
    """`python dev.py translations` says which are not."""
    catalogue = tmp_path / f"window_{name}.ts"
    shutil.copy(FOLDER / catalogue.name, catalogue)
    collect(catalogue)
    assert unfinished(catalogue) == []
    missing = [code for found in core_catalogue(name).values() for code, text in found.items() if not text]
    assert missing == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_is_loaded_is_made_from_the_catalogue(name: str, tmp_path: Path) -> None:
    release(FOLDER / f"window_{name}.ts", tmp_path / "made.qm")
    assert (tmp_path / "made.qm").read_bytes() == (FOLDER / f"window_{name}.qm").read_bytes()
    stored = json.loads((FOLDER / f"core_{name}.json").read_text("utf-8"))
    assert stored == core_catalogue(name)


def test_the_pseudo_translation_has_every_text() -> None:
    sources = core_texts()
    stored = json.loads((FOLDER / f"core_{PSEUDO}.json").read_text("utf-8"))
    assert stored == {part: {name: pseudo(text) for name, text in found.items()} for part, found in sources.items()}
    assert pseudo("&Save {count:row|rows} here") == "[&Såvé {count:row|rows} héré~~~~~~~~~]"


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_translation_loses_or_invents_a_value(name: str) -> None:
    window = [(source, text) for _, source, text in texts(FOLDER / f"window_{name}.ts")]
    bad = [source for source, text in window if set(PLACES.findall(source)) != set(PLACES.findall(text))]
    messages = core_catalogue(name)["messages"]
    bad += [code for code, text in messages.items() if not set(PLACES.findall(text)) <= known_places(code)]
    assert not bad


@pytest.mark.parametrize(
    ("spoken", "count", "text"),
    [
        ("C", 0, "0 rows"),
        ("C", 1, "1 row"),
        ("C", 1234, "1,234 rows"),
        ("de", 0, "0 Zeilen"),
        ("de", 1, "1 Zeile"),
        ("de", 1234, "1.234 Zeilen"),
    ],
)
def test_a_number_and_its_noun_agree(qapp: QApplication, spoken: str, count: int, text: str) -> None:
    language.speak(spoken)
    assert worded(QApplication.translate("TablePage", "{count:row|rows}"), count=count) == text


def test_no_number_stands_before_a_noun_that_does_not_follow_it() -> None:
    nouns = "row|column|cell|byte|second|minute|hour|day|record|item|user|error|file"
    loose = re.compile(rf"(\d|\{{\w+\}}) (\w+ )?({nouns})s?\b")
    window = [source for _, source, _ in texts(FOLDER / f"window_{LANGUAGES[0]}.ts")]
    assert [text for text in (*window, *MESSAGES.values()) if loose.search(text)] == []


def test_where_a_noun_follows_its_number_it_does_in_translations() -> None:
    forms = re.compile(r"\{(\w+):[^}|]+\|[^}|]+\}")
    window = [(source, text) for _, source, text in texts(FOLDER / f"window_{LANGUAGES[0]}.ts")]
    assert [source for source, text in window if set(forms.findall(source)) - set(forms.findall(text))] == []


def test_every_object_translates_its_own_texts() -> None:
    """What lupdate collects for one class is not found under the name of another one."""
    strange: list[str] = []
    for path in (Path(__file__).parents[2] / "gui").rglob("*.py"):
        calls = [node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
        asked = [call for call in calls if isinstance(call, ast.Attribute) and call.attr == "tr"]
        strange += [f"{path}:{call.lineno}" for call in asked if ast.unparse(call.value) != "self"]
    assert strange == []


def test_the_palette_and_going_anywhere_are_german(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", "items", language="de")
    for keys, hint in (("Ctrl+Shift+P", "Befehl eintippen"), ("Ctrl+K", "Zu einer Seite oder einem Datensatz")):
        user.press(keys)
        user.wait(lambda: user.window.findChildren(Chooser))
        assert user.window.findChildren(Chooser)[-1].line.placeholderText() == hint
        user.press("Esc")
        user.wait(lambda: not user.window.findChildren(Chooser))


def test_keys_are_named_as_german_keyboards_name_them(open_desk: Callable[..., User]) -> None:
    open_desk("--page", "items", language="de")
    named = {key: native((key,)) for key in ("Shift+Return", "Alt+Down", "Ctrl+PgUp", "Ctrl+Space", "Del")}
    assert list(named.values()) == ["Umschalt+Eingabe", "Alt+Pfeil unten", "Strg+Bild auf", "Strg+Leertaste", "Entf"]
    window = [text for _, text, translation in texts(FOLDER / "window_de.ts") if "+Enter" in translation]
    assert window == []


def test_a_key_in_a_menu_reads_from_left_to_right(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", "items", "--right-to-left")
    menu, option = user.window.commands.context_menu(user.window, ("cell.today",)), QStyleOptionMenuItem()
    menu.initStyleOption(option, menu.actions()[0])
    shown = getattr(option, "text").partition("\t")[2]  # noqa: B009  # the stubs lack it
    assert shown == "\u202aCtrl+;"


def test_email_is_spelled_as_the_field_is() -> None:
    window = [source for _, source, _ in texts(FOLDER / f"window_{LANGUAGES[0]}.ts")]
    assert [text for text in (*window, *MESSAGES.values()) if "e-mail" in text.casefold()] == []


def known_places(code: str) -> set[str]:
    places = set(PLACES.findall(MESSAGES[code]))
    return places | ({"singular", "noun"} if "singular" in places or "noun" in places or code == "access" else set())


def test_a_german_window(open_desk: Callable[..., User], tmp_path: Path) -> None:
    user = open_desk("--page", "items", language="de")
    labels = [facts.label for facts in user.page.model.columns]
    assert labels[:2] == ["Titel", "Beschreibung"]
    assert user.page.entity.label == "Einträge"
    user.press("Ctrl+I")
    dialog: ImportDialog = user.dialog(ImportDialog)
    assert dialog.windowTitle() == "In Einträge importieren"
    assert (dialog.next.text(), dialog.close_button.text()) == ("&Weiter", "Schließen")
    user.press("Esc")
    user.wait_closed(dialog)
    assert str(TransferError("transfer.rows", count=12_345)) == "12.345 Zeilen haben Fehler; nichts wurde importiert."
    problem = FieldProblem("price", "typed.number", {"example": "12,50"})
    assert describe_problem(problem) == "muss eine Zahl sein wie 12,50"
    step = describe_step("create", {"count": 1, "singular": "Item", "label": "Items", "name": "Der Hobbit"})
    assert step == "Eintrag „Der Hobbit“ anlegen"
    assert describe_step("create", {"singular": "Item"}) == "Eintrag anlegen"
    done = describe_step("create_many", {"count": 48, "singular": "Item", "label": "Items"}, is_done=True)
    assert done == "48 Einträge angelegt"


def test_german_nouns_keep_their_capital_inside_a_sentence_and_are_stored_in_no_language(
    open_desk: Callable[..., User], core: tuple[Application, Context]
) -> None:
    user = open_desk("--page", "items", language="de")
    user.wait(user.page.contents.empty.isVisible)
    assert user.page.contents.empty.title.text() == "Noch keine Einträge"
    user.press("Ctrl+N")
    user.wait(lambda: user.window.panel.isAncestorOf(user.focus))
    pane = user.window.panel.content
    assert isinstance(pane, RecordPane)
    assert pane.title == "Neu: Eintrag"
    user.write("Emma")
    user.press("Ctrl+S")
    user.wait(lambda: user.shows("Emma"))
    user.wait(lambda: "Eintrag „Emma“ anlegen" in user.window.commands["edit.undo"].text())
    user.press("Esc")
    user.press("Ctrl+Del")
    user.wait(lambda: user.titles() == [])
    user.wait(lambda: "Gelöscht: 1 Eintrag" in user.said)
    user.press("Ctrl+Z")
    user.wait(lambda: "Eintrag „Emma“ löschen" in user.said)
    application, context = core
    steps = [step for step in application.history.steps(context) if step.label == "create"]
    assert [(step.params["singular"], step.params["label"]) for step in steps[:1]] == [("Item", "Items")]


def test_only_the_first_letter_of_english_is_lowered_inside_a_sentence(qapp: QApplication) -> None:
    assert [inside(text) for text in ("Order line", "Main Office", "URL")] == ["order line", "main Office", "URL"]
    language.speak("de")
    assert [inside(text) for text in ("Order line", "URL")] == ["Order line", "URL"]


def test_the_chosen_language_is_spoken_at_the_next_start(open_desk: Callable[..., User], data_dir: Path) -> None:
    data_dir.mkdir()
    (data_dir / "preferences.json").write_text('{"language": "de_AT"}', encoding="utf-8")
    user = open_desk("--page", "items", language=None)
    assert user.page.entity.label == "Einträge"


def test_a_language_without_translation_is_english_with_its_own_customs() -> None:
    assert language.speak("fr_FR") == ""
    assert str(TransferError("transfer.rows", count=12_345)) == "12\u202f345 rows have errors; nothing was imported."


def test_an_unknown_language_is_told_and_the_window_opens_in_the_desktop_s(
    open_desk: Callable[..., User], data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("de_AT"))
    data_dir.mkdir()
    (data_dir / "preferences.json").write_text('{"language": "xx"}', encoding="utf-8")
    user = open_desk("--page", "items", language=None)
    told = "Sprache war auf „xx“ gesetzt, was unbekannt ist; die Vorgabe gilt."
    assert user.window.banner.label.text() == told
    assert user.page.entity.label == "Einträge"


@pytest.mark.parametrize("name", ["", "C", "pseudo", "de", "de-AT", "fr_FR"])
def test_nothing_is_said_of_a_language_that_somebody_speaks(qapp: QApplication, name: str) -> None:
    assert language.speak(name) == ""


@pytest.mark.parametrize("damaged", ["window_de.qm", "core_de.json", "window gone", "core gone"])
def test_a_damaged_translation_is_said_and_the_window_goes_on_in_english(
    open_desk: Callable[..., User], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, damaged: str
) -> None:
    folder = tmp_path / "translations"
    shutil.copytree(FOLDER, folder)
    if damaged == "window gone":
        (folder / "window_de.qm").unlink()
    elif damaged == "core gone":
        (folder / "core_de.json").unlink()
    else:
        (folder / damaged).write_bytes(b'{"messages": {"transfer": "{"}, "names": {}}')
    monkeypatch.setattr(language, "FOLDER", str(folder))
    user = open_desk("--page", "items", language="de")
    assert user.window.banner.isVisible()
    assert "damaged" in user.window.banner.label.text()
    assert user.page.entity.label == "Items"
    user.press("Ctrl+PgDown")
    user.wait(lambda: user.window.shown_name == "users")
    assert user.window.banner.isVisible(), "it was not read yet"
    user.window.banner.say("Something else")
    user.window.banner.close_button.click()
    assert "damaged" in user.window.banner.label.text()
    user.window.banner.close_button.click()
    assert not user.window.banner.isVisible()


@pytest.mark.parametrize(
    ("spoken", "words", "written"),
    [
        ("de_DE", FOLDER, "Sonntag, 29. November 2026"),
        ("de_DE", "none", "Sunday, 29 November 2026"),
        ("fr_FR", FOLDER, "Sunday, 29 November 2026"),
        ("C", FOLDER, "Sunday, 29 November 2026"),
    ],
)
def test_days_and_months_are_named_in_the_language_of_the_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, spoken: str, words: str | Path, written: str
) -> None:
    monkeypatch.setattr(language, "FOLDER", str(tmp_path / words))
    language.speak(spoken)
    assert language.word_locale().toString(QDate(2026, 11, 29), QLocale.FormatType.LongFormat) == written
    parent = QWidget()
    qtbot.addWidget(parent)
    popup = CalendarPopup(parent)
    assert popup.calendar.locale() == language.word_locale()
    assert popup.calendar.firstDayOfWeek() == QLocale().firstDayOfWeek()


def test_pseudo_and_right_to_left_are_there_for_looking_at(open_desk: Callable[..., User]) -> None:
    user = open_desk("--page", "items", "--right-to-left", language=PSEUDO)
    assert QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert user.page.entity.label == pseudo("Items")


def test_the_languages_to_choose_from() -> None:
    assert language.languages() == ["en", "de"]


def test_no_preference_is_called_as_their_card_is(open_desk: Callable[..., User]) -> None:
    user = open_desk(language="de_DE")
    user.press("Ctrl+,")
    user.wait(lambda: isinstance(user.window.page, SettingsPage) and user.window.page.is_complete)
    page = user.window.page
    assert isinstance(page, SettingsPage)
    assert page.look.title is not None
    assert page.look.title.text() not in {each.accessibleName() for each in page.look.controls.values()}
