"""What freezing finds and is not shipped, and why: build.spec leaves it out, a test compares it with the imports."""

import sys
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import PurePath
from typing import Final

MODULES: Final = {
    "_hashlib": "OpenSSL's digests, three megabytes of memory in every window: hashlib has Python's own",
    "mako.ext": "plug-ins of other programs; Mako colours its error pages with one of them where it is there",
    "pydoc_data": "the topics of Python's interactive help",
    "pydantic.mypy": "a plug-in of a type checker",
    "pydantic.v1": "the interface of Pydantic 1",
    "readline": "editing the line of an interactive Python; its library may not be shipped with a closed application",
    "rlcompleter": "the same",
    "sqlalchemy.dialects.mssql": "another database",
    "sqlalchemy.dialects.mysql": "another database",
    "sqlalchemy.dialects.oracle": "another database",
    "tkinter": "another window toolkit",
}
"""Python modules, with all in them."""

FILES: Final = {
    "*/__pycache__/*": "compiled again by whoever needs it",
    "PySide6/*opengl32sw.dll": "drawing in software where there is no OpenGL; widgets do not need OpenGL",
    "PySide6/*/qml/*": "the other way to build a window",
    "PySide6/qml/*": "the other way to build a window",
    "pygments/formatters/*": "only the terminal shows coloured code",
    "pygments/lexers/*": "only Python's tracebacks are shown in colour",
    "pygments/styles/*": "only the default style is used",
    "resources/packaging/*": "makes packages, and is no part of one",
    "resources/screenshots/*": "pictures for the README",
}
"""Files by their place in the folder."""

KEPT_FILES: Final = {
    "pygments/formatters/__init__.pyc",
    "pygments/formatters/_mapping.pyc",
    "pygments/lexers/__init__.pyc",
    "pygments/lexers/_mapping.pyc",
    "pygments/lexers/python.pyc",
    "pygments/styles/__init__.pyc",
    "pygments/styles/_mapping.pyc",
    "pygments/styles/default.pyc",
}
"""Exceptions from FILES."""

LIBRARIES: Final = {
    "libX11-xcb.so.1": "has to be the one of the running screen",
    "libX11.so.6": "has to be the one of the running screen",
    "libdbus-1.so.3": "every desktop has it, and it talks to the desktop's own bus",
    "libfontconfig.so.1": "has to fit the configuration of the system's fonts",
    "libfreetype.so.6": "has to fit libfontconfig",
    "libglib-2.0.so.0": "every desktop has it",
    "libgthread-2.0.so.0": "comes with libglib",
}
"""Shared libraries that are the system's own on Linux: gui/system_libraries.py knows where they come from."""

PLUGINS: Final = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qicns", "qico", "qjpeg", "qsvg"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platforms": {"qcocoa", "qoffscreen", "qwayland", "qwindows", "qxcb"},
    # The GTK theme would bring the building machine's GTK along; the portal opens the desktop's own file dialogs.
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmacstyle", "qmodernwindowsstyle"},
    "wayland-decoration-client": {"bradient"},
    "wayland-shell-integration": {"xdg-shell"},
    "xcbglintegrations": {"qxcb-egl-integration", "qxcb-glx-integration"},
}
"""The plug-ins of Qt that are kept: the others are for devices, formats and windows that are not ours."""


def is_kept(destination: str, languages: Iterable[str] = ()) -> bool:
    """Whether a file of the folder is shipped; `languages` are those that the application speaks."""
    place = PurePath(destination)
    name = place.as_posix()
    if is_module_dropped(name) or (is_dropped(name) and name not in KEPT_FILES):
        return False
    if "PySide6" not in place.parts:
        return not (sys.platform.startswith("linux") and place.name in LIBRARIES)
    if "plugins" in place.parts:
        return place.stem.removeprefix("lib") in PLUGINS.get(place.parent.name, ())
    if "translations" in place.parts:
        return place.name in {f"qtbase_{language}.qm" for language in languages}
    return True


def is_module_dropped(name: str) -> bool:
    """Whether this file belongs to one of the MODULES."""
    module = name.removesuffix(".pyc").replace("/", ".")
    return any(module == dropped or module.startswith(f"{dropped}.") for dropped in MODULES)


def is_dropped(name: str) -> bool:
    """Whether this file is among the FILES."""
    return any(fnmatch(name, pattern) for pattern in FILES)
