"""Every command as data: the one table from which menus, tool bars, palette, keys and the sheet of keys are made."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Flag, auto
from typing import Final, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

Handlers = Mapping[str, Callable[[], object]]

Tools = tuple[str | None, ...]
"""Commands side by side; None is a line between them."""

marked = cast("Callable[[str, str], str]", QT_TRANSLATE_NOOP)
"""Marks a text for translation where it is only listed; Qt's stubs forget that a text comes back."""


class When(Flag):
    """What must be the case for a command to make sense; a window's state is made of the same."""

    ALWAYS = 0
    OPEN = auto()
    """A collection is shown."""
    REACH = auto()
    """A collection is shown, or can be gone to."""
    ROW = auto()
    """The cursor stands on a record."""
    SELECTED = auto()
    """Records are selected, or the cursor stands on one."""
    CREATE = auto()
    """The person may add records, here or where one gets from here."""
    UNDO = auto()
    REDO = auto()
    READY = auto()
    """The data is open: there are pages to go to."""
    BACK = auto()
    """Another place was visited before this one."""
    FORWARD = auto()
    PEOPLE = auto()
    """Those who have an account are shown, to somebody who manages them."""
    PANEL = auto()
    """Something stands beside the page."""
    SIGNED_IN = auto()
    """Somebody signed in, and may sign out."""
    BUSY = auto()
    """Something is under way that can be stopped."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be done: by menu, key, tool bar, palette or context menu."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    when: When = When.OPEN
    in_table: bool = False
    """The key works only while the table has the keyboard, because it means something else in a text field."""
    icon: str = ""
    short: str = ""
    """What a tool bar says, where the text alone is too long for one."""
    help: str = ""
    """A sentence for the palette and the sheet of keys, where the text alone does not say it."""
    words: str = ""
    """Other words that people look for it by, where neither name nor help has them; never shown."""
    mac: tuple[str, ...] | None = None
    """Other keys on macOS, where Ctrl is the Command key and the desktop has taken some."""


BLOCKS: Final[tuple[Command | None, ...]] = (
    Command("edit.cut", marked("Command", "Cu&t"), ("Ctrl+X",), in_table=True, icon="scissors"),
    Command("edit.copy", marked("Command", "&Copy"), ("Ctrl+C",), in_table=True, icon="copy"),
    Command("edit.copy_headed", marked("Command", "Copy with &Headers"), ("Ctrl+Shift+C",), in_table=True),
    Command(
        "edit.copy_as",
        marked("Command", "Cop&y As…"),
        ("Ctrl+Shift+E",),
        in_table=True,
        help=marked(
            "Command", "Copy as CSV, JSON, Markdown, or as SQL that adds the rows to another database, without ids"
        ),
    ),
    Command("edit.paste", marked("Command", "&Paste"), ("Ctrl+V",), in_table=True, icon="clipboard-paste"),
    Command("edit.paste_rows", marked("Command", "Paste as Ne&w Rows"), ("Ctrl+Shift+V",), in_table=True),
    None,
    Command(
        "fill.down",
        marked("Command", "F&ill Down"),
        ("Ctrl+D",),
        in_table=True,
        help=marked("Command", "The first selected row's values into the others; one cell gets the one above"),
    ),
    Command(
        "fill.all",
        marked("Command", "Fill Se&lection"),
        ("Ctrl+Return", "Ctrl+Enter"),
        in_table=True,
        help=marked("Command", "The current cell's value into all selected cells"),
    ),
    Command("cell.clear", marked("Command", "Clear Cells"), ("Del",), in_table=True),
    Command("cell.null", marked("Command", "Set to Null"), ("Alt+Del",), in_table=True),
    None,
    Command(
        "edit.replace",
        marked("Command", "&Find and Replace…"),
        ("Ctrl+H",),
        icon="replace",
        help=marked("Command", "Replace text in the selection or in everything shown; on macOS Cmd+H hides"),
        mac=("Ctrl+Alt+F",),
    ),
)
"""What is done with blocks of cells."""

COLUMNS: Final[tuple[Command | None, ...]] = (
    Command("column.menu", marked("Command", "Column &Menu"), ("Ctrl+Shift+F10",), in_table=True),
    Command("column.left", marked("Command", "Move Column &Left"), ("Ctrl+Shift+PgUp",), icon="arrow-left"),
    Command("column.right", marked("Command", "Move Column &Right"), ("Ctrl+Shift+PgDown",), icon="arrow-right"),
    Command("column.wider", marked("Command", "&Wider Column"), ("F9",)),
    Command("column.narrower", marked("Command", "&Narrower Column"), ("Shift+F9",)),
    Command("column.fit", marked("Command", "F&it Column to Its Content"), ("Ctrl+F9",)),
    Command(
        "column.freeze",
        marked("Command", "Free&ze up to This Column"),
        ("F7",),
        icon="pin",
        help=marked("Command", "The columns up to this one stay in view; once more to let them go"),
    ),
    Command("column.hide", marked("Command", "&Hide Column"), ("Shift+F7",), icon="eye-off"),
    Command(
        "column.show",
        marked("Command", "&Columns Shown…"),
        ("Ctrl+F7",),
        icon="columns-3",
        help=marked("Command", "Space ticks one and leaves the list open, Enter closes it"),
        short=marked("Command", "Columns"),
    ),
    Command("column.reset", marked("Command", "Columns &as They Come"), ("Ctrl+Shift+F7",)),
    None,
    Command(
        "column.summary",
        marked("Command", "Column S&ummary"),
        ("Ctrl+Shift+Y",),
        icon="chart-column",
        help=marked("Command", "Count, distinct values, least, greatest and how they are spread"),
    ),
    Command("view.totals", marked("Command", "&Totals"), ("Ctrl+Shift+M",), icon="sigma"),
)
"""What is done with columns."""

VIEWS: Final[tuple[Command | None, ...]] = (
    Command(
        "views.choose",
        marked("Command", "Saved &Views…"),
        ("Ctrl+Shift+O",),
        icon="bookmark",
        short=marked("Command", "Views"),
        help=marked("Command", "Go back to a filter, sort and columns kept under a name"),
    ),
    Command("views.save", marked("Command", "Save &This View…"), ("Ctrl+Shift+S",), icon="save"),
    Command("views.remove", marked("Command", "Remove This Vie&w"), ("Ctrl+Shift+R",)),
)
"""What is done with views of a table."""

MENUS: Final[tuple[tuple[str, tuple[Command | None, ...]], ...]] = (
    (
        marked("Command", "&File"),
        (
            Command(
                "file.import",
                marked("Command", "&Import…"),
                ("Ctrl+I",),
                When.CREATE,
                icon="file-down",
                help=marked("Command", "Bring records in from a file"),
                words=marked("Command", "load csv excel"),
            ),
            Command(
                "file.export",
                marked("Command", "&Export…"),
                ("Ctrl+E",),
                When.REACH,
                icon="file-up",
                help=marked("Command", "Save what the table shows as a file"),
                words=marked("Command", "download csv excel"),
            ),
            None,
            Command(
                "file.window",
                marked("Command", "Second &Window"),
                ("Ctrl+Shift+N",),
                When.READY,
                icon="copy",
                help=marked("Command", "This page in another window beside this one"),
            ),
            Command(
                "file.sign_out",
                marked("Command", "Sign &Out"),
                ("Ctrl+Shift+Q",),
                When.SIGNED_IN,
                icon="lock",
                help=marked("Command", "Let somebody else sign in; nothing of what you saw stays"),
                words=marked("Command", "log out logout"),
            ),
            Command(
                "file.quit",
                marked("Command", "&Quit"),
                ("Ctrl+Q",),
                When.ALWAYS,
                icon="log-out",
                words=marked("Command", "exit close"),
            ),
        ),
    ),
    (
        marked("Command", "&Edit"),
        (
            Command(
                "edit.undo",
                marked("Command", "&Undo"),
                ("Ctrl+Z",),
                When.UNDO,
                icon="undo-2",
                words=marked("Command", "revert"),
            ),
            Command("edit.redo", marked("Command", "&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), When.REDO, icon="redo-2"),
            Command(
                "edit.stop",
                marked("Command", "Stop the Wor&k Under Way"),
                ("Ctrl+.",),
                When.BUSY,
                help=marked("Command", "Give up what takes long; a change that is stopped leaves everything as it was"),
                words=marked("Command", "abort interrupt"),
            ),
            None,
            Command("record.cell", marked("Command", "&Edit Cell"), ("F2",), When.OPEN, in_table=True, icon="pencil"),
            Command(
                "record.cell_large",
                marked("Command", "Edit Cell in a Large Bo&x"),
                ("Shift+Return", "Shift+Enter"),
                When.OPEN,
                in_table=True,
                help=marked("Command", "For texts of several lines; Shift+Enter keeps what was typed"),
            ),
            Command(
                "record.save",
                marked("Command", "&Save Row"),
                ("Ctrl+S",),
                help=marked("Command", "With nothing to save in this row, to one that could not be saved"),
            ),
            Command("cell.above", marked("Command", "Value from A&bove"), ("Ctrl+'",), When.OPEN, in_table=True),
            Command("cell.today", marked("Command", "To&day"), ("Ctrl+;",), When.OPEN, in_table=True),
            Command("cell.now", marked("Command", "&Now"), ("Ctrl+:",), When.OPEN, in_table=True),
            Command("edit.cancel", marked("Command", "&Give Up"), ("Esc",), When.OPEN, in_table=True),
            None,
            *BLOCKS,
            None,
            Command("select.all", marked("Command", "Select &All"), ("Ctrl+A",), in_table=True),
            Command("select.row", marked("Command", "Select R&ow"), ("Shift+Space",), in_table=True),
            Command(
                "select.column",
                marked("Command", "Select Colu&mn"),
                ("Ctrl+Space",),
                When.OPEN,
                in_table=True,
                help=marked("Command", "On macOS, where Cmd+Space is the system's, it is Cmd+Shift+Space"),
                mac=("Ctrl+Shift+Space",),
            ),
        ),
    ),
    (
        marked("Command", "&Record"),
        (
            Command(
                "record.new",
                marked("Command", "&New…"),
                ("Ctrl+N",),
                When.CREATE,
                icon="plus",
                words=marked("Command", "add create"),
            ),
            Command("record.insert", marked("Command", "&Insert Row"), ("Ins",), in_table=True),
            Command(
                "record.duplicate",
                marked("Command", "Dup&licate…"),
                ("Ctrl+Shift+D",),
                When.SELECTED | When.CREATE,
                icon="copy",
                help=marked("Command", "A new record with the values of this one"),
                words=marked("Command", "clone copy"),
            ),
            Command(
                "record.open",
                marked("Command", "Open in &Form"),
                ("Space",),
                When.ROW,
                in_table=True,
                icon="panel-left-open",
            ),
            None,
            Command(
                "record.delete",
                marked("Command", "&Delete"),
                ("Ctrl+Del",),
                When.SELECTED,
                in_table=True,
                icon="trash-2",
                help=marked("Command", "Delete the selected records; can be undone"),
                words=marked("Command", "remove erase"),
            ),
        ),
    ),
    (
        marked("Command", "&User"),
        (
            Command(
                "user.password",
                marked("Command", "Reset &Password…"),
                ("Ctrl+Shift+K",),
                When.ROW | When.PEOPLE,
                icon="key-round",
                help=marked("Command", "Give this user a new password"),
            ),
            Command(
                "user.active",
                marked("Command", "Allow or Stop Signing &In"),
                ("Ctrl+Shift+I",),
                When.ROW | When.PEOPLE,
                icon="lock",
                short=marked("Command", "Active"),
                help=marked("Command", "Change whether this user may sign in"),
            ),
            Command(
                "user.superuser",
                marked("Command", "&Superuser or Not"),
                ("Ctrl+Shift+U",),
                When.ROW | When.PEOPLE,
                icon="shield",
                short=marked("Command", "Superuser"),
                help=marked("Command", "Change whether this user may see and change everything"),
            ),
        ),
    ),
    (
        marked("Command", "&View"),
        (
            Command(
                "view.search", marked("Command", "&Search"), ("Ctrl+F",), icon="search", words=marked("Command", "find")
            ),
            Command(
                "find.next",
                marked("Command", "Find &Next"),
                ("F3",),
                help=marked("Command", "To the next cell with what is searched for"),
            ),
            Command("find.previous", marked("Command", "Find &Previous"), ("Shift+F3",)),
            Command(
                "filter.clear",
                marked("Command", "Show &Everything"),
                ("Ctrl+Shift+X",),
                icon="filter-x",
                words=marked("Command", "clear filter"),
            ),
            None,
            *VIEWS,
            None,
            Command(
                "view.refresh",
                marked("Command", "&Refresh"),
                ("F5",),
                icon="refresh-cw",
                words=marked("Command", "reload update"),
            ),
            Command("cell.menu", marked("Command", "Cell &Menu"), ("Shift+F10",), When.OPEN, in_table=True),
            None,
            Command(
                "zoom.in", marked("Command", "Zoom &In"), ("Ctrl++", "Ctrl+="), words=marked("Command", "larger bigger")
            ),
            Command("zoom.out", marked("Command", "Zoom &Out"), ("Ctrl+-",), words=marked("Command", "smaller")),
            Command("zoom.reset", marked("Command", "&Actual Size"), ("Ctrl+0",)),
            None,
            Command(
                "view.expand",
                marked("Command", "Form as Pa&ge"),
                ("F11",),
                When.PANEL,
                icon="maximize-2",
                help=marked("Command", "Give the form the whole page, or put it beside the table again"),
            ),
            Command("view.sidebar", marked("Command", "&Collapse Sidebar"), ("Ctrl+B",), When.READY, icon="panel-left"),
            Command(
                "view.theme",
                marked("Command", "Light or &Dark"),
                ("Ctrl+Shift+T",),
                When.ALWAYS,
                icon="moon",
                help=marked("Command", "Change between the light and the dark look"),
                words=marked("Command", "theme dark mode appearance"),
            ),
        ),
    ),
    (
        marked("Command", "Colu&mn"),
        (
            Command(
                "view.sort",
                marked("Command", "S&ort by This Column"),
                ("F8",),
                When.OPEN,
                icon="arrow-up-down",
                words=marked("Command", "order"),
            ),
            Command("sort.add", marked("Command", "Add This Column to the &Sort"), ("Shift+F8",), When.OPEN),
            None,
            Command(
                "filter.row",
                marked("Command", "&Filter Row"),
                ("Ctrl+Shift+L",),
                icon="list-filter",
                short=marked("Command", "Filter"),
                help=marked("Command", "Filter by this column; once more to close the row"),
            ),
            Command(
                "filter.values",
                marked("Command", "&Values of This Column…"),
                ("Alt+Down",),
                in_table=True,
                help=marked("Command", "Every value with how often it comes, to tick several"),
            ),
            Command(
                "filter.cell",
                marked("Command", "Filter &by This Cell"),
                ("Ctrl+Shift+F",),
                in_table=True,
                icon="filter",
            ),
            None,
            *COLUMNS,
        ),
    ),
    (
        marked("Command", "&Go"),
        (
            Command(
                "go.anywhere",
                marked("Command", "&Go Anywhere…"),
                ("Ctrl+K",),
                When.READY,
                icon="search",
                help=marked("Command", "Find a page or a record by its name"),
            ),
            Command("go.dashboard", marked("Command", "&Dashboard"), ("Alt+Home",), When.READY, icon="house"),
            Command(
                "go.settings",
                marked("Command", "&Settings"),
                ("Ctrl+,",),
                When.READY,
                icon="settings",
                help=marked("Command", "Change account, password, language, appearance and keys; data and backups"),
                words=marked("Command", "preferences options theme"),
            ),
            None,
            Command(
                "go.back",
                marked("Command", "&Back"),
                ("Alt+Left",),
                When.BACK,
                icon="arrow-left",
                mac=("Ctrl+[",),
            ),
            Command(
                "go.forward",
                marked("Command", "&Forward"),
                ("Alt+Right",),
                When.FORWARD,
                icon="arrow-right",
                mac=("Ctrl+]",),
            ),
            Command("go.previous", marked("Command", "&Previous Collection"), ("Ctrl+PgUp",), When.READY),
            Command("go.next", marked("Command", "&Next Collection"), ("Ctrl+PgDown",), When.READY),
            Command("go.row", marked("Command", "Go to &Row…"), ("Ctrl+G",), When.OPEN),
            Command(
                "go.unsaved",
                marked("Command", "Next &Unsaved"),
                ("Ctrl+Shift+G",),
                When.OPEN,
                icon="pencil",
                help=marked("Command", "To the next row or form here with something typed that is not saved"),
            ),
            Command("go.pane", marked("Command", "Next P&ane"), ("F6",), When.READY),
        ),
    ),
    (
        marked("Command", "&Help"),
        (
            Command(
                "help.commands",
                marked("Command", "&All Commands…"),
                ("Ctrl+Shift+P",),
                When.ALWAYS,
                icon="command",
                help=marked("Command", "Find a command by its name and run it"),
            ),
            Command(
                "help.shortcuts",
                marked("Command", "&Keyboard Shortcuts"),
                ("F1", "Ctrl+/"),
                When.ALWAYS,
                icon="keyboard",
                words=marked("Command", "hotkeys help"),
            ),
        ),
    ),
)
MOVES: Final[tuple[Command, ...]] = (
    Command("cell.up", marked("Command", "Up"), ("Up",), in_table=True),
    Command("cell.down", marked("Command", "Down"), ("Down",), in_table=True),
    Command("cell.left", marked("Command", "Left"), ("Left",), in_table=True),
    Command("cell.right", marked("Command", "Right"), ("Right",), in_table=True),
    Command("cell.page_up", marked("Command", "A screen up"), ("PgUp",), in_table=True),
    Command("cell.page_down", marked("Command", "A screen down"), ("PgDown",), in_table=True),
    Command("cell.row_start", marked("Command", "First cell of the row"), ("Home",), in_table=True),
    Command("cell.row_end", marked("Command", "Last cell of the row"), ("End",), in_table=True),
    Command("cell.table_start", marked("Command", "First row"), ("Ctrl+Home",), in_table=True),
    Command("cell.table_end", marked("Command", "Last row"), ("Ctrl+End",), in_table=True),
    Command("cell.edge_up", marked("Command", "Upper edge of the block"), ("Ctrl+Up",), in_table=True),
    Command("cell.edge_down", marked("Command", "Lower edge of the block"), ("Ctrl+Down",), in_table=True),
    Command("cell.edge_left", marked("Command", "Left edge of the block"), ("Ctrl+Left",), in_table=True),
    Command("cell.edge_right", marked("Command", "Right edge of the block"), ("Ctrl+Right",), in_table=True),
    Command(
        "cell.enter", marked("Command", "Down, after Tabs to where they began"), ("Return", "Enter"), in_table=True
    ),
    Command("cell.next", marked("Command", "Next cell"), ("Tab",), in_table=True),
    Command("cell.previous", marked("Command", "Previous cell"), ("Shift+Tab",), in_table=True),
    Command("select.up", marked("Command", "Select upwards"), ("Shift+Up",), in_table=True),
    Command("select.down", marked("Command", "Select downwards"), ("Shift+Down",), in_table=True),
    Command("select.left", marked("Command", "Select to the left"), ("Shift+Left",), in_table=True),
    Command("select.right", marked("Command", "Select to the right"), ("Shift+Right",), in_table=True),
    Command("select.page_up", marked("Command", "Select a screen up"), ("Shift+PgUp",), in_table=True),
    Command("select.page_down", marked("Command", "Select a screen down"), ("Shift+PgDown",), in_table=True),
    Command("select.row_start", marked("Command", "Select to the start of the row"), ("Shift+Home",), in_table=True),
    Command("select.row_end", marked("Command", "Select to the end of the row"), ("Shift+End",), in_table=True),
    Command("select.table_start", marked("Command", "Select to the first row"), ("Ctrl+Shift+Home",), in_table=True),
    Command("select.table_end", marked("Command", "Select to the last row"), ("Ctrl+Shift+End",), in_table=True),
    Command("select.edge_up", marked("Command", "Select to the upper edge"), ("Ctrl+Shift+Up",), in_table=True),
    Command("select.edge_down", marked("Command", "Select to the lower edge"), ("Ctrl+Shift+Down",), in_table=True),
    Command("select.edge_left", marked("Command", "Select to the left edge"), ("Ctrl+Shift+Left",), in_table=True),
    Command("select.edge_right", marked("Command", "Select to the right edge"), ("Ctrl+Shift+Right",), in_table=True),
)
"""What moves the cursor of a table and selects: by key only, listed with the shortcuts."""

COMMANDS: Final = {
    command.id: command for command in (*(command for _, commands in MENUS for command in commands if command), *MOVES)
}
COLUMN_MENU: Final = (
    "view.sort",
    "sort.add",
    "filter.row",
    "filter.values",
    None,
    "column.left",
    "column.right",
    "column.freeze",
    "column.hide",
    "column.show",
    None,
    "column.wider",
    "column.narrower",
    "column.fit",
    "column.reset",
    None,
    "column.summary",
    "views.save",
)
TABLE_TOOLS: Final[Tools] = (
    "filter.row",
    "column.show",
    "views.choose",
    "view.totals",
    None,
    "file.import",
    "file.export",
)
"""What stands above every table."""
CONTEXT_MENU: Final[Tools] = (
    "record.open",
    "record.cell",
    None,
    "edit.cut",
    "edit.copy",
    "edit.paste",
    None,
    "filter.cell",
    "view.sort",
    None,
    "record.duplicate",
    "record.delete",
)


def command_text(command: Command) -> str:
    """The command's name as people read it outside a menu: without the mark of the letter to press."""
    return QCoreApplication.translate("Command", command.text).replace("&", "")


def command_short(command: Command) -> str:
    """The command's name where there is little room."""
    short = QCoreApplication.translate("Command", command.short) if command.short else command_text(command)
    return short.removesuffix("…")


def command_help(command: Command) -> str:
    """What the command does, in a sentence; "" where its name says it."""
    return QCoreApplication.translate("Command", command.help) if command.help else ""


def command_words(command: Command) -> str:
    """Other words for the command, by which it is found: in the language of the window, and in English."""
    return f"{QCoreApplication.translate('Command', command.words)} {command.words}" if command.words else ""
