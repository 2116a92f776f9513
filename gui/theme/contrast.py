"""Which colour lies on which, and how far apart they must be."""

from collections.abc import Iterator
from typing import Final

from gui.theme.tokens import Tokens

TEXT: Final = 4.5
"""WCAG 2.2's least contrast of text (success criterion 1.4.3)."""
CONTROL: Final = 3.0
"""Its least contrast of what shows where a control is or has the keyboard (1.4.11)."""


def luminance(color: str) -> float:
    """The relative luminance of `#rrggbb`, by WCAG's formula."""
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1 for the same colour to 21 for black on white."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs(tokens: Tokens) -> Iterator[tuple[str, str, str, float]]:
    """Every pair that is seen: its name, the colour in front, the one behind, the least contrast."""
    yield from _text_pairs(tokens)
    yield from _tone_pairs(tokens)
    yield from _table_pairs(tokens)
    color = tokens.color
    for name in ("canvas", "surface", "raised", "sidebar"):
        behind = getattr(color, name)
        yield f"edge on {name}", color.edge, behind, CONTROL
        yield f"focus on {name}", color.focus, behind, CONTROL
        yield f"accent on {name}", color.accent, behind, CONTROL


def _text_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str, float]]:
    color = tokens.color
    for name in ("canvas", "sidebar", "surface", "raised", "sunken", "hover", "pressed"):
        for front in ("text", "muted"):
            yield f"{front} on {name}", getattr(color, front), getattr(color, name), TEXT
    for name in ("canvas", "sidebar", "surface", "raised", "hover", "accent_soft"):
        yield f"accent_text on {name}", color.accent_text, getattr(color, name), TEXT
    yield "text on accent_soft", color.text, color.accent_soft, TEXT
    for name in ("accent", "accent_hover", "accent_pressed"):
        yield f"on_accent on {name}", color.on_accent, getattr(color, name), TEXT
    yield "tooltip", color.tooltip_text, color.tooltip, TEXT


def _tone_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str, float]]:
    color = tokens.color
    for name in ("info", "good", "warn", "bad"):
        tone = getattr(color, name)
        for behind in ("canvas", "surface", "raised"):
            yield f"{name} on {behind}", tone.text, getattr(color, behind), TEXT
        yield f"{name} on its soft", tone.text, tone.soft, TEXT
        yield f"text on {name}'s soft", color.text, tone.soft, TEXT
        yield f"on {name}'s fill", tone.on_fill, tone.fill, TEXT


def _table_pairs(tokens: Tokens) -> Iterator[tuple[str, str, str, float]]:
    table = tokens.color.table
    for behind in ("background", "zebra", "total", "draft_background"):
        for front in ("text", "number", "null"):
            yield f"table {front} on {behind}", getattr(table, front), getattr(table, behind), TEXT
    yield "table header", table.header_text, table.header, TEXT
    yield "table selection", table.selection_text, table.selection, TEXT
    yield "table null on selection", table.null, table.selection, TEXT
    yield "table invalid", table.invalid_text, table.invalid, TEXT
    yield "table found", table.found_text, table.found, TEXT
    for behind in ("background", "zebra", "selection"):
        yield f"table cursor on {behind}", table.cursor, getattr(table, behind), CONTROL
    for behind in ("background", "zebra", "draft_background"):
        yield f"table draft on {behind}", table.draft, getattr(table, behind), CONTROL
        yield f"table idle cursor on {behind}", table.cursor_idle, getattr(table, behind), CONTROL
