"""Moments at the calendar's edge: those that are none in UTC are a problem of their field, wherever they come from."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from core.cli.output import moment
from core.context import Context
from core.errors import InvalidError
from core.locale import PLAIN
from core.locale.reading import read
from core.locale.writing import exact
from core.query import Query
from core.query.grammar import parse
from core.services.crud import CrudService
from core.transfer import import_file

BEYOND = ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"]
EDGES = [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)]

Specimens = CrudService[Any, Any, Any]


@pytest.mark.parametrize("text", BEYOND)
def test_a_moment_that_is_none_in_utc(
    specimens: Specimens, context: Context, csv_file: Callable[..., Path], text: str
) -> None:
    for value in (text, datetime.fromisoformat(text)):
        with pytest.raises(InvalidError, match="Seen: must be"):
            specimens.entity.new({"code": "a", "seen_at": value})
    report = import_file(context, specimens, csv_file(f"code,seen_at\na,{text}\n"), on_error="skip")
    assert [(problem.field, problem.row) for problem in report.problems] == [("seen_at", 2)]
    assert specimens.count(context, Query(parse(f'seen:"{text}"', specimens.entity, UTC))) == 0


@pytest.mark.parametrize("edge", EDGES)
def test_the_first_and_the_last_moment(specimens: Specimens, context: Context, edge: datetime) -> None:
    made = specimens.create(context, specimens.entity.new({"code": "a", "seen_at": edge}))
    assert specimens.get(context, made.id).seen_at == edge
    for hours in (-12, 14):
        zone = timezone(timedelta(hours=hours))
        assert moment(edge, zone)
        assert read(exact(edge, PLAIN, zone), specimens.entity.fields["seen_at"], PLAIN, zone) == edge
