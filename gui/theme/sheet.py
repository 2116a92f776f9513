"""The one style sheet: the files of resources/styles with the tokens filled in."""

from collections.abc import Callable, Iterator
from string import Template
from typing import Final

from core.paths import root
from gui.theme.tokens import Colors, TableColors, Tokens, Tone

FOLDER = "resources/styles"
GLYPHS = {
    "check": ("check", "on_accent"),
    "check_text": ("check", "text"),
    "minus": ("minus", "on_accent"),
    "down": ("chevron-down", "muted"),
    "up": ("chevron-up", "muted"),
    "right": ("chevron-right", "muted"),
    "close": ("x", "muted"),
}
"""Icons that a style sheet draws, each with its colour."""
AVATAR: Final = 32
EMBLEM: Final = 72
INSIDE: Final = 0.75
"""How much of their growth what is inside asks for: at the usual size there is air around it."""
STATUS: Final = 28
LINE: Final = 19
"""Pixels of the usual line of text."""
CHECK: Final = 16
CHECK_ABOVE: Final = 3
"""Pixels above and below the text beside a box to tick."""
ARROW: Final = 14
BESIDE_ARROW: Final = 10
"""Pixels of the part of a box with an arrow that is not the arrow's."""

FileOf = Callable[[str, str], str]
"""From an icon's name and a colour to its file."""


def sheet(tokens: Tokens, body: float, file_of: FileOf) -> str:
    """The style sheet for this look; `body` is the size of text in points."""
    names = dict(values(tokens, body))
    for name, (icon, color) in GLYPHS.items():
        names[f"glyph_{name}"] = file_of(icon, getattr(tokens.color, color))
    parts = sorted((root() / FOLDER).glob("*.qss"))
    return "\n".join(Template(part.read_text(encoding="utf-8")).substitute(names) for part in parts)


def values(tokens: Tokens, body: float) -> Iterator[tuple[str, str]]:
    """Each name that a style sheet may use, with its value."""
    yield from _colors(tokens.color)
    color = tokens.color
    yield "scroll", color.pressed if not tokens.is_dark else "#3a404b"
    # Around what is filled with the accent a ring in the accent would not be seen.
    yield "ring", color.text
    yield "toast_edge", "#8a92a0"
    yield "toast_hover", "#3a404b" if not tokens.is_dark else "#d4d8df"
    yield "zebra", color.table.zebra
    for name in ("number", "title", "heading", "small"):
        yield f"font_{name}", f"{body * getattr(tokens.type, name):.1f}"
    yield "font_strong", str(tokens.type.strong)
    for name in ("small", "control", "card"):
        yield f"radius_{name}", str(getattr(tokens.radius, name))
    factor = tokens.type.growth(body)
    yield from _heights(round(tokens.size.control + LINE * max(0.0, factor - 1)))
    for name in ("icon", "small_icon"):
        yield name, str(round(getattr(tokens.size, name) * factor))
    yield from _grown(factor)


def _heights(control: int) -> Iterator[tuple[str, str]]:
    """Heights inside a border of one pixel, and of two where the keyboard is, so that nothing moves."""
    yield "control_inner", str(control - 2)
    yield "control_focus", str(control - 4)
    yield "tool_inner", str(control - 12)
    yield "segment_inner", str(control - 8)
    yield "segment_focus", str(control - 10)


def _grown(factor: float) -> Iterator[tuple[str, str]]:
    """Measures that follow a text that was made larger by this factor."""
    for name, size in (("avatar", AVATAR), ("emblem", EMBLEM)):
        diameter = round(size * max(1.0, factor * INSIDE))
        yield name, str(diameter)
        yield f"{name}_radius", str(diameter // 2)
    check, arrow = round(CHECK * factor), round(ARROW * factor)
    yield from (("check", str(check)), ("check_focus", str(check - 2)), ("check_dot", str(check - 8)))
    yield "check_radius", str(check // 2 + 1)
    yield from (("arrow", str(arrow)), ("drop", str(arrow + BESIDE_ARROW)))
    yield "status_inner", str(round(STATUS + LINE * (factor - 1)))
    yield "check_above", str(round(CHECK_ABOVE * max(1.0, factor)))


def _colors(colors: Colors | TableColors | Tone, prefix: str = "") -> Iterator[tuple[str, str]]:
    for name, value in colors._asdict().items():
        if isinstance(value, str):
            yield prefix + name, value
        else:
            yield from _colors(value, f"{prefix}{name}_")
