"""A text is a number where it has digits alone, whatever Python makes of underscores between them."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from core.messages import describe_problem, problems_of
from tests.shop.gadget import GadgetCreate, GadgetUpdate

NUMBERS: list[tuple[str, str, Any, str]] = [
    ("stock", "1_000", 1000, "must be a whole number such as 42"),
    ("price", "1_0.50", Decimal("10.50"), "must be a number such as 12.50"),
    ("weight", "1_0", Decimal(10), "must be a number such as 12.50"),
    ("rating", "1_0", 10.0, "must be a number such as 12.5"),
]


@pytest.mark.parametrize(("name", "text", "value", "said"), NUMBERS)
@pytest.mark.parametrize("model", [GadgetCreate, GadgetUpdate])
def test_no_number_is_written_as_in_python(model: Any, name: str, text: str, value: Any, said: str) -> None:
    with pytest.raises(ValidationError) as error:
        model.model_validate({"name": "a", name: text})
    assert [(problem.field, describe_problem(problem)) for problem in problems_of(error.value)] == [(name, said)]
    for same in (text.replace("_", ""), value):
        assert getattr(model.model_validate({"name": "a", name: same}), name) == value


def test_numbers_are_described_as_such() -> None:
    described = GadgetCreate.model_json_schema()["properties"]
    assert (described["stock"]["type"], described["stock"]["maximum"]) == ("integer", 2**63 - 1)
    assert [kind["type"] for kind in described["rating"]["anyOf"]] == ["number", "null"]
