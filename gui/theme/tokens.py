"""The design decisions as values: colours for light and dark, space, type scale, radius."""

from typing import Final, NamedTuple


class TableColors(NamedTuple):
    """What a table is painted with."""

    background: str
    zebra: str
    grid: str
    header: str
    header_text: str
    text: str
    number: str
    null: str
    """What stands for "no value", and what is not read yet."""
    selection: str
    selection_text: str
    cursor: str
    """The border around the current cell."""
    cursor_idle: str
    """The same while the keyboard is elsewhere."""
    invalid: str
    invalid_text: str
    draft: str
    """The mark of a row that is not saved yet."""
    draft_background: str
    found: str
    """Behind the letters that a search found."""
    found_text: str
    total: str
    """Behind the line of totals and summaries."""


class Tone(NamedTuple):
    """One meaning (good, warning, bad, news): its text, its soft background and its border."""

    text: str
    soft: str
    border: str
    fill: str
    on_fill: str


class Colors(NamedTuple):
    """Every colour of one look; what lies on what is said by `PAIRS`."""

    canvas: str
    """Behind pages."""
    sidebar: str
    surface: str
    """Cards, fields, side panels."""
    raised: str
    """What lies over the page: menus, dialogs, toasts."""
    sunken: str
    """What lies a little deeper: tracks, code, quiet areas."""
    hover: str
    pressed: str
    line: str
    """Between areas and around cards: seen, never noticed."""
    edge: str
    """Around what can be typed into or switched."""
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_text: str
    accent_soft: str
    focus: str
    tooltip: str
    tooltip_text: str
    shadow: str
    info: Tone
    good: Tone
    warn: Tone
    bad: Tone
    table: TableColors


class Space(NamedTuple):
    """Distances in device independent pixels; nothing stands between two of them."""

    hair: int = 2
    tight: int = 4
    small: int = 8
    medium: int = 12
    large: int = 16
    wide: int = 24
    page: int = 32


class TypeScale(NamedTuple):
    """Sizes as factors of the body's, so that all follow the size that the person set for the desktop."""

    smallest_body: float = 10.0
    """Points; what a desktop asks for below that is too small to read for long."""
    small: float = 0.9
    body: float = 1.0
    heading: float = 1.2
    title: float = 1.7
    number: float = 2.2
    """What is read from afar."""
    strong: int = 600
    """Weight of what stands out."""

    def growth(self, body: float) -> float:
        """How much larger than the smallest, which is the usual one, this size of text is."""
        return max(1.0, body / self.smallest_body)


class Radius(NamedTuple):
    """How round corners are."""

    small: int = 4
    control: int = 6
    card: int = 10


class Size(NamedTuple):
    """Measures of parts that have to agree with each other."""

    control: int = 32
    """Height of a button and a field on one line."""
    icon: int = 18
    small_icon: int = 16
    large_icon: int = 40
    sidebar: int = 232
    sidebar_icons: int = 56
    header: int = 64
    reading: int = 720
    """The widest that text and forms become."""


class Tokens(NamedTuple):
    """One complete look."""

    name: str
    is_dark: bool
    color: Colors
    space: Space = Space()
    type: TypeScale = TypeScale()
    radius: Radius = Radius()
    size: Size = Size()
    milliseconds: int = 160
    """How long a movement takes, where movement is wanted."""


LIGHT: Final = Tokens(
    name="light",
    is_dark=False,
    color=Colors(
        canvas="#ffffff",
        sidebar="#f6f7f9",
        surface="#ffffff",
        raised="#ffffff",
        sunken="#f3f4f7",
        hover="#eceef2",
        pressed="#e1e4ea",
        line="#e4e6eb",
        edge="#878f9d",
        text="#14171f",
        muted="#586071",
        disabled="#9aa1ae",
        accent="#3355d8",
        accent_hover="#2847c2",
        accent_pressed="#203aa5",
        on_accent="#ffffff",
        accent_text="#2c4bcb",
        accent_soft="#e8edfd",
        focus="#3355d8",
        tooltip="#22262f",
        tooltip_text="#f4f5f7",
        shadow="#1a101828",
        info=Tone("#2c4bcb", "#edf1fe", "#b9c7f8", "#3355d8", "#ffffff"),
        good=Tone("#17703b", "#e8f6ed", "#a9dbbb", "#1a7a41", "#ffffff"),
        warn=Tone("#8a5300", "#fdf3e0", "#efcf92", "#8a5300", "#ffffff"),
        bad=Tone("#b3261e", "#fdecea", "#f3b8b3", "#c0312a", "#ffffff"),
        table=TableColors(
            background="#ffffff",
            zebra="#f9fafb",
            grid="#eceef2",
            header="#f6f7f9",
            header_text="#464d5c",
            text="#14171f",
            number="#14171f",
            null="#5a6271",
            selection="#dfe7fd",
            selection_text="#14171f",
            cursor="#3355d8",
            cursor_idle="#878f9d",
            invalid="#fdecea",
            invalid_text="#a1221b",
            draft="#b86e00",
            draft_background="#fef7e8",
            found="#ffe08a",
            found_text="#14171f",
            total="#f3f4f7",
        ),
    ),
)

DARK: Final = Tokens(
    name="dark",
    is_dark=True,
    color=Colors(
        canvas="#131519",
        sidebar="#0d0f12",
        surface="#191c21",
        raised="#1f2329",
        sunken="#0f1115",
        hover="#23272e",
        pressed="#2c313a",
        line="#292d35",
        edge="#747c8a",
        text="#e9ebef",
        muted="#a3aab8",
        disabled="#646b78",
        accent="#4466e8",
        accent_hover="#3f60df",
        accent_pressed="#3452c9",
        on_accent="#ffffff",
        accent_text="#a1b4ff",
        accent_soft="#20294a",
        focus="#8ba3ff",
        tooltip="#e9ebef",
        tooltip_text="#14171f",
        shadow="#80000000",
        info=Tone("#a1b4ff", "#1b2340", "#36437a", "#4466e8", "#ffffff"),
        good=Tone("#6fcf94", "#14271c", "#285a3c", "#1f7a45", "#ffffff"),
        warn=Tone("#e8b25c", "#2b2213", "#64501f", "#e8b25c", "#1b1405"),
        bad=Tone("#ff9a91", "#331a19", "#713531", "#c93a32", "#ffffff"),
        table=TableColors(
            background="#131519",
            zebra="#171a1e",
            grid="#22262c",
            header="#191c21",
            header_text="#b4bac6",
            text="#e9ebef",
            number="#e9ebef",
            null="#a0a7b4",
            selection="#273358",
            selection_text="#f2f4f8",
            cursor="#8ba3ff",
            cursor_idle="#747c8a",
            invalid="#331a19",
            invalid_text="#ffa39b",
            draft="#e8b25c",
            draft_background="#241f15",
            found="#6b5413",
            found_text="#fff3cf",
            total="#191c21",
        ),
    ),
)
