"""The parts that every page is composed of; they know nothing of records.

All take their look from `gui.theme` and are named for those who cannot see them. Import each from its own module:

- `page_header.PageHeader(title, subtitle)`: `.say(subtitle)`, `.add(widget)` appends an action at the right.
- `toolbar.Toolbar(name)`: `.add_command(window.commands["record.new"])`.
- `button.Button(text, kind, icon)`: kind is primary, secondary, ghost, danger or link; `.follow(action)` makes it do
  what a command does. `icon_button.IconButton(icon, name)` is only an icon.
- `label.Label(text, kind, wraps=, selectable=)`: kind is body, title, heading, strong, muted, small, bad, good, warn,
  mono or number. `icon_label.IconLabel(icon, role, size)`, `line.Line()`, `badge.Badge(text, tone)`,
  `avatar.Avatar(name)`.
- `copy_row.CopyRow(label, text)`: a text to look up, with a button that copies it. Its text is a
  `long_text.LongText(name, text)`, which breaks where its room ends: `.show_text(text)`.
- `card.Card(title, text)`: `.add(widget_or_layout)`; `.buttons` is a layout at the right of the title.
- `field.Field(label, control, help, required=)`: `.show_problem(text)`; "" takes it away.
- `empty_state.EmptyState(text, hint, icon)`: `.add_button(text)`, `.explain(hint)`.
- `banner.Banner()`: `.say(text, tone, action)`, an action being `("Re&try", self.retry)`; `.warn(text)` stays
  on every page until it is closed. `window.banner` is there.
- `toast.Toast(window)`: `.say(text, ("Undo", self.undo))`; `window.toast` is there.
- `side_panel.SidePanel()`: `.open(title, widget)`, `.close_panel()`; `window.panel` is there.
- `segmented.Segmented(name, [(value, text), ...])`: `.choose(value)`, `chosen`.
- `sidebar.Sidebar.set_account(widget)` takes who is signed in; `set_collapsed(bool)` is called where it has it.

Distances are `current().space`: between parts of a page `wide`, inside cards `medium`, between label and field `tight`.
"""
