"""The language of the window: its texts, the core's, Qt's own, the direction of writing, and the locale of values."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from core.errors import SettingsError
from core.paths import root
from core.words import Words, load_words, named
from core.words import speak as speak_words
from gui.actions import marked
from gui.locale import local, use_locale

FOLDER: Final = "resources/translations"
PSEUDO: Final = "pseudo"
"""Longer texts with accents, to see what is not translatable and what is cut off."""
NAMED_KEYS: Final = (
    marked("QShortcut", "Return"),
    marked("QShortcut", "Up"),
    marked("QShortcut", "Down"),
    marked("QShortcut", "Left"),
    marked("QShortcut", "Right"),
    marked("QShortcut", "PgUp"),
    marked("QShortcut", "PgDown"),
)
"""Keys that a translation of ours names as keyboards do, in place of Qt's own."""
_installed: Final[list[QTranslator]] = []


def speak(name: str, *, mirrored: bool = False) -> str:
    """Speak a language such as `de` or `de_AT`, "" for the desktop's; says what is wrong with it, else "".

    Where there is no translation the texts are English, and the locale of values is as asked for all the same. In place
    of a language that nobody speaks the desktop's is.
    """
    locale_name = "en_US" if name == PSEUDO else name
    is_known = name in {"", "C"} or QLocale(locale_name).language() is not QLocale.Language.C
    use_locale(locale_name if is_known else "")
    customs = QLocale()
    language = PSEUDO if name == PSEUDO else customs.name().partition("_")[0]
    is_mirrored = mirrored or customs.textDirection() == Qt.LayoutDirection.RightToLeft
    direction = Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
    QApplication.setLayoutDirection(direction)
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    speak_words(Words(locale=local()))
    trouble = _translate(root() / FOLDER, language)
    if is_known:
        return trouble
    unknown = SettingsError("settings.preference", label=named("Language"), value=name[:40])
    return f"{unknown} {trouble}".rstrip()


def languages() -> list[str]:
    """The languages that there are translations for, English first."""
    found = sorted(path.stem.removeprefix("window_") for path in (root() / FOLDER).glob("window_*.qm"))
    return ["en", *(language for language in found if language != PSEUDO)]


def word_locale() -> QLocale:
    """The locale of values with its days and months named in the language of the words: English without translation."""
    customs = QLocale()
    if _installed or customs.language() is QLocale.Language.C:
        return customs
    return QLocale(QLocale.Language.English, customs.territory())


def _translate(folder: Path, language: str) -> str:
    halves = (folder / f"window_{language}.qm", folder / f"core_{language}.json")
    if not any(half.exists() for half in halves):
        return ""
    window = QTranslator()
    try:
        if not window.load(f"window_{language}", str(folder)):
            raise ValueError(language)
        words = load_words(halves[1], local())
    except (OSError, ValueError):
        return f"The translation “{language}” is damaged; this window goes on in English. Install the program again."
    speak_words(words)
    system = QTranslator()
    if system.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _install(system)
    _install(window)  # asked before Qt's own
    return ""


def _install(translator: QTranslator) -> None:
    QCoreApplication.installTranslator(translator)
    _installed.append(translator)
