"""The look: values in `tokens`, put on the application by `theme`.

For whoever writes widgets:

- `current()` are the `Tokens` in use (`current().color.table.grid`, `current().space.large`): read them when painting,
  never keep them; on a change every widget gets `QEvent.PaletteChange` and `theme().changed` is emitted.
- `theme().choose("system" | "light" | "dark")` is the switch; `theme().choice` what was chosen;
  `theme().is_still` whether nothing may move.
- `set_icon(button_or_action, "trash-2")` gives an icon that follows the look; `theme().icon("inbox", "muted")` one of
  now. Icons are the SVG files of resources/icons.
- `set_kind(widget, "primary")` says which variant a widget is; the kinds are those of resources/styles. Nobody else
  calls `setStyleSheet`, sets fonts or colours.
"""

from gui.theme.icons import Role
from gui.theme.theme import Iconed, Theme, set_kind, theme
from gui.theme.tokens import DARK, LIGHT, Tokens, Tone

__all__ = ["DARK", "LIGHT", "Role", "Theme", "Tokens", "Tone", "current", "set_icon", "set_kind", "theme"]


def current() -> Tokens:
    """The look in use."""
    return theme().tokens


def set_icon(target: Iconed, name: str, role: Role = "text") -> None:
    """See `Theme.set_icon`."""
    theme().set_icon(target, name, role)
