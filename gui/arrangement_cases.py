"""What the window asks about arranged columns, the sort and saved views; small functions as in `gui.use_cases`."""

from collections.abc import Callable, Sequence

from core.context import Context
from core.desk.layouts import ColumnLayout
from core.desk.views import SavedView
from core.query.ast import Sort
from core.services.contract import Core


def layout(*, resource: str) -> Callable[[Core, Context], tuple[ColumnLayout, ...]]:
    """How the columns of a collection are arranged; nothing where they are as they come."""
    return lambda core, context: core.layouts.get(context, resource)


def keep_layout(*, resource: str, columns: Sequence[ColumnLayout]) -> Callable[[Core, Context], None]:
    """Keep an arrangement; with no columns, the default one counts again."""
    return lambda core, context: core.layouts.keep(context, resource, columns)


def sort(*, resource: str) -> Callable[[Core, Context], tuple[Sort, ...]]:
    """How a collection was sorted last; nothing where its own sort counts."""
    return lambda core, context: core.layouts.sort(context, resource)


def keep_sort(*, resource: str, sort: Sequence[Sort]) -> Callable[[Core, Context], None]:
    """Keep a sort; with none, the collection's own counts again."""
    return lambda core, context: core.layouts.keep_sort(context, resource, sort)


def views(*, resource: str) -> Callable[[Core, Context], list[SavedView]]:
    """The saved views of a collection."""
    return lambda core, context: core.views.list(context, resource)


def keep_view(*, view: SavedView) -> Callable[[Core, Context], None]:
    """Save a view in place of one of the same name."""
    return lambda core, context: core.views.keep(context, view)


def remove_view(*, view: SavedView) -> Callable[[Core, Context], None]:
    """Forget a view."""
    return lambda core, context: core.views.remove(context, view)
