"""Items with a description each, so that there is something in two columns to clear."""

from core.bootstrap import Application
from core.context import Context
from core.query.ast import Query
from tests.gui.person import User


def describe(user: User, core: tuple[Application, Context]) -> None:
    """Give items A, B and C the descriptions `of A`, `of B` and `of C`, and wait until they are seen."""
    application, context = core
    service = application.service("items")
    rows = service.window(context, Query(), 0, 3).rows
    service.update_each(
        context, {row.id: service.entity.change({"description": f"of {row.values[0]}"}) for row in rows}
    )
    user.wait(lambda: user.titles(1) == ["of A", "of B", "of C"])
