"""The texts of the window and of the core, and the catalogues that they are translated in."""

import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from textwrap import wrap
from typing import Any, get_args

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "resources/translations"
LANGUAGES = ("de",)
PSEUDO = "pseudo"
PLACES = re.compile(r"\{[^}]*\}|%\d|&(?=\w)")
ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÅÉÎÖÜÝåéîöüýçñšž")
LONGEST_ROOM = 10
"""Signs that a text grows by at one place: words of other languages are longer, but no line."""


def tool(name: str) -> list[str]:
    """A tool of Qt's, as its Python package has it."""
    program = "import sys; from PySide6.scripts.pyside_tool import {0}; sys.exit({0}())"
    return [sys.executable, "-c", program.format(name)]


def collect(target: Path) -> None:
    """Take the window's texts into a catalogue; translations that are there stay, texts that are gone go."""
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "gui").rglob("*.py"))]
    options = ["-locations", "none", "-no-obsolete", "-sort-messages", "-silent", "-source-language", "en"]
    alias = ["-tr-function-alias", "QT_TRANSLATE_NOOP+=marked"]
    subprocess.run([*tool("lupdate"), *files, *options, *alias, "-ts", str(target)], cwd=ROOT, check=True)


def release(source: Path, target: Path) -> None:
    """Make the file that a window loads."""
    subprocess.run([*tool("lrelease"), "-silent", str(source), "-qm", str(target)], cwd=ROOT, check=True)


def unfinished(catalogue: Path) -> list[tuple[str, str]]:
    """The texts of a window's catalogue that have no translation, each with its context."""
    return [(context, source) for context, source, text in texts(catalogue) if not text]


def texts(catalogue: Path) -> Iterator[tuple[str, str, str]]:
    """Context, text and translation ("" where there is none)."""
    for context in ET.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = translation.get("type") is None
            yield (
                context.findtext("name") or "",
                message.findtext("source") or "",
                translation.text or "" if done else "",
            )


def core_texts() -> dict[str, dict[str, str]]:
    """What the core says: messages by code, and the names of collections, fields and choices."""
    import core.models
    from core.entities import discover
    from core.fields import ui_of
    from core.locale.writing import choice_label
    from core.message_texts import MESSAGES
    from core.preferences import Preferences

    names: dict[str, str] = {}
    for entity in discover(core.models).values():
        found = [entity.label, entity.singular]
        for facts in entity.fields.values():
            choices: list[Enum] = list(facts.choices or ())
            found += [facts.label, facts.help or "", *map(choice_label, choices)]
        names.update({name: name for name in found if name})
    for field in Preferences.model_fields.values():
        ui = ui_of(field)
        if ui.label:
            offered: list[str] = [str(value).capitalize() for value in get_args(field.annotation)]
            said = [ui.label, ui.help or "", *offered]
            names.update({name: name for name in said if name})
    return {"messages": dict(MESSAGES), "names": dict(sorted(names.items()))}


def core_catalogue(language: str) -> dict[str, dict[str, str]]:
    """What a language has for the core's texts so far, with "" for what is missing; nothing that is gone."""
    path = FOLDER / f"core_{language}.json"
    there: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {
        part: {name: there.get(part, {}).get(name, "") for name in sources} for part, sources in core_texts().items()
    }


def write_core(language: str, catalogue: dict[str, dict[str, str]]) -> None:
    """Store a language's words for the core."""
    text = json.dumps(catalogue, ensure_ascii=False, indent=1) + "\n"
    (FOLDER / f"core_{language}.json").write_text(text, encoding="utf-8", newline="\n")


def pseudo(text: str) -> str:
    """The text longer and with accents, its places for values untouched."""
    places = PLACES.findall(text)
    parts = [part.translate(ACCENTS) for part in PLACES.split(text)]
    mixed = "".join(part + place for part, place in zip(parts, [*places, ""], strict=True))
    room = "~" * max(1, len(text) // 3)
    return f"[{mixed}{' '.join(wrap(room, LONGEST_ROOM))}]"


def write_pseudo() -> None:
    """Make the pseudo-translation of everything."""
    tree = ET.parse(FOLDER / f"window_{LANGUAGES[0]}.ts")
    tree.getroot().set("language", "en")
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.clear()
        translation.text = pseudo(message.findtext("source") or "")
    made = FOLDER / f"window_{PSEUDO}.ts"
    tree.write(made, encoding="utf-8", xml_declaration=True)
    release(made, FOLDER / f"window_{PSEUDO}.qm")
    made.unlink()
    sources = core_texts()
    write_core(PSEUDO, {part: {name: pseudo(text) for name, text in found.items()} for part, found in sources.items()})
