"""What the person chose on this machine, kept in the data directory; a new preference is one field here."""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from core.errors import SettingsError
from core.fields import Ui
from core.paths import DataFolder, write_private
from core.preference_file import stored_values
from core.words import named

Theme = Literal["system", "light", "dark"]


class KnownImport(BaseModel):
    """How a person had a file of these columns read into a collection."""

    model_config = ConfigDict(frozen=True)

    resource: str
    headers: tuple[str, ...]
    mapping: dict[str, str]
    """The column of each field; "" for a field that was left out."""
    update_by: str | None
    locale: str
    """The name of the one that its values are written in."""


class Preferences(BaseModel):
    """A field with a `Ui` marker is a row of the Settings page; the others are only remembered.

    What a newer version stored under names that this one does not know is kept.
    """

    model_config = ConfigDict(extra="allow", validate_default=True, frozen=True)

    theme: Annotated[Theme, Ui(label="Theme", help="Light, dark, or as the system has it")] = "system"
    language: Annotated[str, Ui(label="Language", widget="language", help="Applies at the next start")] = ""
    """A locale such as `de` or `de_AT`; "" for the system's."""
    text_scale: Annotated[int, Field(ge=50, le=200), Ui(label="Text size", unit="%")] = 100
    reduced_motion: Annotated[bool, Ui(label="Reduce motion", help="Nothing slides or fades")] = False
    keys: dict[str, tuple[str, ...]] = {}
    """The keys of commands that have others than the default ones, by the command's id; none to have no key."""
    http_port: Annotated[int, Field(ge=0, le=65535)] | None = None
    """Where the window lets other programs in; None for the settings' port, 0 for any that is free."""
    import_folder: str = ""
    imports: tuple[KnownImport, ...] = ()
    """The last of each kind, the newest first."""
    export_folder: str = ""
    last_page: str = ""
    last_person: str = ""
    """Whose last page that is: the id of an account; "" where nobody signs in."""
    window: str = ""
    """Geometry and layout of the window, in Qt's own form, base64."""


DEFAULTS: Final = Preferences()


def load_preferences(folder: DataFolder) -> tuple[Preferences, list[SettingsError]]:
    """The stored preferences and what is wrong with them: a bad value gives way to its default, the others stay.

    A file that cannot be read at all is set aside, so that the next saving does not lose it.
    """
    try:
        values = stored_values(folder)
    except FileNotFoundError:
        return DEFAULTS, []
    except OSError as error:
        return DEFAULTS, [_damaged(folder, error)]
    except ValueError as error:
        folder.preferences.replace(folder.preferences.with_suffix(".damaged"))
        return DEFAULTS, [_damaged(folder, error)]
    return checked(values)


def checked(values: Mapping[str, Any]) -> tuple[Preferences, list[SettingsError]]:
    """The values that fit, defaults for the others, and what is wrong with those."""
    try:
        return Preferences.model_validate(values), []
    except ValidationError as error:
        bad = {str(problem["loc"][0]) for problem in error.errors(include_url=False, include_input=False)}
    good = {name: value for name, value in values.items() if name not in bad}
    return Preferences.model_validate(good), _unusable({name: values[name] for name in sorted(bad)})


def save_preferences(folder: DataFolder, preferences: Preferences) -> None:
    """Store the preferences of this machine. OSError where that is not possible."""
    write_private(folder.preferences, preferences.model_dump_json(indent=2).encode())


def _unusable(bad: Mapping[str, object]) -> list[SettingsError]:
    """One for each setting that a person has made; what the window only remembers has no name to be told by."""
    labels = {name: _label(name) for name in bad}
    told = [
        SettingsError("settings.preference", label=label, value=_written(bad[name])[:40])
        for name, label in labels.items()
        if label
    ]
    return told if all(labels.values()) else [*told, SettingsError("settings.remembered")]


def _label(name: str) -> str:
    marks = (mark for mark in Preferences.model_fields[name].metadata if isinstance(mark, Ui))
    return named(next(marks, Ui()).label or "")


def _written(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _damaged(folder: DataFolder, error: Exception) -> SettingsError:
    detail = (error.strerror if isinstance(error, OSError) else None) or "this is no JSON"
    return SettingsError("settings.damaged", path=str(folder.preferences), detail=detail)
