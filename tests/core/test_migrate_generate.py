"""`db revision`, literally: a model is written or changed in a copy of the tree, its migration applied to rows."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL

from core.database import sqlite_url
from tests.core.tree import PRODUCT, Tree

Change = Callable[..., dict[str, Any]]

pytestmark = pytest.mark.postgres

NAME = "    name: str = Field(min_length=1, max_length=255)\n"
DESCRIPTION = "    description: str | None = Field(default=None, max_length=255)\n"
PRICE = "    price: Decimal = Field(ge=0, max_digits=10, decimal_places=2)\n"
NAMES = ["Äpfel", "Birnen", "Čaj"]


@pytest.fixture(scope="session")
def with_product(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """A tree with products and their migration."""
    tree = Tree.copied(tmp_path_factory.mktemp("tree") / "product")
    tree.model("product", PRODUCT)
    assert tree.change("Products", [], rows=False)["script"]
    return tree


@pytest.fixture
def change(with_product: Tree, tmp_path: Path, postgres_url: URL) -> Change:
    """Replaces parts of the model of products and migrates a database of each kind; returns what came of it."""

    def run(*replacements: tuple[str, str]) -> dict[str, Any]:
        tree, source = Tree.copied(tmp_path / "tree", with_product.path), PRODUCT
        for old, new in replacements:
            assert old in source
            source = source.replace(old, new)
        tree.model("product", source)
        return tree.change("Change", [sqlite_url(tmp_path / "app.db"), postgres_url])

    return run


def products(told: dict[str, Any], column: str) -> list[str | None]:
    """A column's values, the same in both databases, after an upgrade that left nothing to do."""
    assert told["again"] is None
    sqlite, postgres = told["databases"]
    assert sqlite.get("differences") == postgres.get("differences") == [], told
    values = [row[column] for row in sqlite["rows"]["product"]]
    assert values == [row[column] for row in postgres["rows"]["product"]]
    return values


def before(told: dict[str, Any], column: str) -> list[list[str | None]]:
    """A column's values as stored in each database, after going back."""
    return [[row[column] for row in database["back"]["product"]] for database in told["databases"]]


def failures(told: dict[str, Any]) -> set[str]:
    """Why the upgrade failed, in both databases, having left all as it was."""
    for database in told["databases"]:
        assert database["state"] == "OLDER"
        assert [row["name"] for row in database["rows"]["product"]] == NAMES
    return {database["failed"] for database in told["databases"]}


def added(*lines: str) -> tuple[str, str]:
    """A replacement that adds fields, and what they need."""
    return PRICE, PRICE + "".join(f"    {line}\n" for line in lines)


def imported(*lines: str) -> tuple[str, str]:
    """A replacement that adds lines above the imports."""
    return "from decimal import Decimal\n", "\n".join(lines) + "\nfrom decimal import Decimal\n"


def test_new_table(tmp_path: Path, postgres_url: URL) -> None:
    tree = Tree.copied(tmp_path / "tree")
    tree.model("product", PRODUCT)
    told = tree.change("Products", [sqlite_url(tmp_path / "app.db"), postgres_url], products=False)
    assert told["again"] is None
    for database in told["databases"]:
        assert database["differences"] == []
        assert len(database["rows"]["user"]) == len(database["back"]["user"]) == 2
        assert database["rows"]["product"] == []
        assert "product" not in database["back"]


def test_scripts_are_formatted_and_clean(change: Change) -> None:
    told = change(added("stock: int", "rating: Decimal | None = Field(default=None, max_digits=3, decimal_places=1)"))
    for command in (["format", "--check", "--diff"], ["check", "--select", "E,F,I,W,UP,Q"]):
        ruff = [sys.executable, "-m", "ruff", *command, told["path"]]
        done = subprocess.run(ruff, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "sqlmodel" not in told["script"]
    assert "please adjust" not in told["script"]


def test_nullable_column(change: Change) -> None:
    told = change(added("stock: int | None = None"))
    assert products(told, "stock") == [None] * 3
    assert before(told, "name") == [NAMES, NAMES]
    assert "fill" not in told["script"]


def test_not_null_columns_get_the_zero_of_their_type(change: Change) -> None:
    told = change(
        imported("from datetime import date, datetime, time", "from enum import StrEnum"),
        ("class ProductBase", 'class Size(StrEnum):\n    SMALL = "small"\n    LARGE = "large"\n\n\nclass ProductBase'),
        added("stock: int", "active: bool", "brand: str", "weight: float", "size: Size", "fee: Decimal"),
        added("made: datetime", "sold: date", "opens: time"),
    )
    zeroes = {"stock": "0", "active": "False", "brand": "", "weight": "0.0", "size": "small", "fee": "0"}
    zeroes |= {"made": "1970-01-01 00:00:00+00:00", "sold": "1970-01-01", "opens": "00:00:00"}
    assert {column: products(told, column) for column in zeroes} == {name: [zero] * 3 for name, zero in zeroes.items()}
    assert products(told, "brand_key") == [""] * 3


def test_not_null_columns_get_a_value_that_the_model_takes(change: Change) -> None:
    told = change(
        imported("from datetime import date", "from enum import StrEnum"),
        added("stock: int = Field(gt=0)", "label: str = Field(min_length=1)", "code: str = Field(min_length=3)"),
        added("ratio: Decimal = Field(ge=1)", "fee: Decimal = Field(gt=0, max_digits=6, decimal_places=2)"),
        added("share: float = Field(gt=0, lt=1)", "depth: int = Field(le=-5)", "box: int = Field(ge=7, multiple_of=6)"),
        added("sold: date = Field(ge=date(2020, 1, 1))", "number: int = Field(ge=100, unique=True)"),
        added("sku: str = Field(min_length=4, max_length=9, unique=True)"),
    )
    expected = {"stock": "1", "label": "-", "code": "---", "ratio": "1", "fee": "0.01", "share": "0.5", "depth": "-5"}
    expected |= {"box": "12", "sold": "2020-01-01"}
    assert {name: products(told, name) for name in expected} == {name: [value] * 3 for name, value in expected.items()}
    assert products(told, "number") == ["100", "101", "102"]
    assert products(told, "sku") == ["0001", "0002", "0003"]


@pytest.mark.parametrize(
    ("field", "told"),
    [
        (r'code: str = Field(schema_extra={"pattern": "^[A-Z]{3}$"})', "needs a default in the model"),
        (r'code: str = Field(schema_extra={"pattern": "^[A-Z]{3}$"}, unique=True)', "must differ in each of the rows"),
    ],
)
def test_not_null_column_of_which_no_value_is_known(change: Change, field: str, told: str) -> None:
    assert change(added(field))["refused"].startswith(f"product.code {told}")


def test_not_null_columns_get_the_default_of_the_model(change: Change) -> None:
    told = change(
        imported("from datetime import date, datetime", "from enum import IntEnum"),
        ("class ProductBase", "class Size(IntEnum):\n    SMALL = 1\n    LARGE = 2\n\n\nclass ProductBase"),
        ("from core.record", "from core.types import utc_now\nfrom core.record"),
        added("stock: int = 7", "active: bool = True", "weight: float = 1.5"),
        added('brand: str = Field(default="it\'s \\"Müller\\"", max_length=50)', "made: datetime"),
        added('fee: Decimal = Field(default=Decimal("0.25"), max_digits=8, decimal_places=2)'),
        (
            "    made: datetime\n",
            "    made: datetime = Field(default_factory=utc_now)\n    sold: date = date(2020, 2, 29)\n",
        ),
    )
    defaults = {"stock": "7", "active": "True", "weight": "1.5", "brand": 'it\'s "Müller"', "fee": "0.25"}
    defaults |= {"sold": "2020-02-29", "brand_key": 'it\'s "muller"'}
    found = {column: products(told, column) for column in defaults}
    assert found == {name: [default] * 3 for name, default in defaults.items()}
    assert "core.types.utc_now" in told["script"]


def test_not_null_columns_whose_values_must_differ(change: Change) -> None:
    told = change(
        imported("from uuid import UUID"),
        ("from core.record", "from core.types import new_id\nfrom core.record"),
        added("sku: str = Field(max_length=20, unique=True)", "number: int = Field(unique=True)"),
        ("    sku:", "    code: UUID = Field(default_factory=new_id, unique=True)\n    sku:"),
    )
    assert products(told, "sku") == products(told, "number") == ["1", "2", "3"]
    assert [len({row["code"] for row in database["rows"]["product"]}) for database in told["databases"]] == [3, 3]


def test_index_and_unique_constraint(change: Change) -> None:
    told = change(
        (NAME, NAME.replace("Field(", "Field(unique=True, ")), (PRICE, PRICE.replace("Field(", "Field(index=True, "))
    )
    assert products(told, "name") == NAMES
    assert "uq_product_name" in told["script"]
    assert "ix_product_price" in told["script"]


def test_unique_constraint_that_the_rows_break(change: Change) -> None:
    told = change(
        ("from sqlmodel import Field", "from sqlalchemy import UniqueConstraint\nfrom sqlmodel import Field"),
        ("table=True):\n    pass", 'table=True):\n    __table_args__ = (UniqueConstraint("owner_id"),)'),
    )
    assert all("unique" in failure.lower() and "owner_id" in failure for failure in failures(told))


def test_foreign_keys(change: Change) -> None:
    told = change(
        imported("from uuid import UUID"),
        added('buyer_id: UUID = Field(foreign_key="user.id", index=True)'),
        added('tester_id: UUID | None = Field(default=None, foreign_key="user.id")'),
    )
    for database in told["databases"]:
        oldest = database["rows"]["user"][0]["id"]
        assert [row["buyer_id"] for row in database["rows"]["product"]] == [oldest] * 3
        assert [row["tester_id"] for row in database["rows"]["product"]] == [None] * 3
        assert database["differences"] == []


def test_foreign_key_to_a_table_without_rows(change: Change) -> None:
    family = PRODUCT.split("Update\n\n\n", 1)[1]
    category = family.replace("Products", "Categories").replace("Product", "Category")
    told = change(
        imported("from uuid import UUID"),
        added('category_id: UUID = Field(foreign_key="category.id")'),
        ("class ProductBase", f"{category}\n\nclass ProductBase"),
    )
    assert told["refused"] == (
        "product.category_id may not be empty, but category is new in the same revision, so that rows of product would "
        "have nothing to refer to: declare it `| None` with default=None"
    )


def test_text_that_loses_its_key_and_gains_it_again(change: Change) -> None:
    told = change(
        (
            "from sqlmodel import Field",
            "from typing import Annotated\n\nfrom sqlmodel import Field\n\nfrom core.fields import Ui",
        ),
        (NAME, "    name: Annotated[str, Field(max_length=255), Ui(searchable=False)]\n"),
    )
    assert "name_key" not in told["databases"][0]["rows"]["product"][0]
    assert before(told, "name_key") == [["apfel", "birnen", "caj"]] * 2


@pytest.mark.parametrize("length", [300, 100])
def test_changed_length(change: Change, length: int) -> None:
    told = change((NAME, NAME.replace("255", str(length))))
    assert products(told, "name") == NAMES
    assert ("require_length" in told["script"].split("def downgrade")[0]) == (length == 100)


def test_length_that_a_text_exceeds(change: Change) -> None:
    told = change((NAME, NAME.replace("255", "5")))
    assert failures(told) == {"1 row has more than 5 characters in product.name: shorten it first"}


def test_more_decimal_places_keep_the_amounts(change: Change) -> None:
    told = change((PRICE, PRICE.replace("places=2", "places=4")))
    assert products(told, "price") == ["1.5000", "2.5000", "3.5000"]
    assert before(told, "price") == [["150", "250", "350"], ["1.50", "2.50", "3.50"]]


def test_fewer_decimal_places_never_round(change: Change) -> None:
    told = change((PRICE, PRICE.replace("places=2", "places=0")))
    assert failures(told) == {"3 rows have more than 0 decimal places in product.price: shorten them first"}


def test_null_that_is_no_longer_allowed(change: Change) -> None:
    told = change((DESCRIPTION, '    description: str = Field(default="none", max_length=255)\n'))
    assert products(told, "description") == ["none"] * 3
    assert before(told, "description") == [["none"] * 3] * 2


def test_fewer_digits_than_a_value_has(change: Change) -> None:
    told = change((PRICE, PRICE.replace("max_digits=10", "max_digits=2")))
    assert failures(told) == {
        "3 rows have more than 0 digits before the decimal point in product.price: change them first"
    }


def test_fewer_digits_that_are_enough(change: Change) -> None:
    told = change((PRICE, PRICE.replace("max_digits=10", "max_digits=3")))
    assert products(told, "price") == ["1.50", "2.50", "3.50"]


def test_another_kind_of_value_is_refused(change: Change) -> None:
    told = change(imported("from datetime import date"), (PRICE, "    price: date\n"))
    assert told["refused"] == (
        "product.price changes from core.types.ExactDecimal(10, 2) to sa.Date(), "
        "which no migration does by itself: add a field of another name instead"
    )


@pytest.fixture
def retyped(with_product: Tree, tmp_path: Path, postgres_url: URL) -> Change:
    """Products get a field, values for it, and then a field of the same name and another type."""

    def run(first: str, then: str, values: list[Any]) -> dict[str, Any]:
        tree, urls = Tree.copied(tmp_path / "tree", with_product.path), [sqlite_url(tmp_path / "app.db"), postgres_url]
        tree.model("product", PRODUCT.replace(PRICE, f"{PRICE}    {first}\n"))
        assert [database["differences"] for database in tree.change("First", urls)["databases"]] == [[], []]
        tree.model("product", PRODUCT.replace(PRICE, f"{PRICE}    {then}\n"))
        return tree.change("Then", urls, rows=False, stored={"quantity": values})

    return run


@pytest.mark.parametrize(
    ("first", "then", "values", "become", "again"),
    [
        ("quantity: int", "quantity: str", [7, -8, 2**62], ["7", "-8", str(2**62)], ["7", "-8", str(2**62)]),
        ("quantity: str", "quantity: int", ["7", "-8", "007"], ["7", "-8", "7"], ["7", "-8", "7"]),
        (
            "quantity: int",
            "quantity: Decimal = Field(max_digits=6, decimal_places=2)",
            [7, -8, 9999],
            ["7.00", "-8.00", "9999.00"],
            ["7", "-8", "9999"],
        ),
        ("quantity: int", "quantity: float", [7, -8, 0], ["7.0", "-8.0", "0.0"], ["7", "-8", "0"]),
    ],
)
def test_values_of_another_type(
    retyped: Change, first: str, then: str, values: list[Any], become: list[str], again: list[str]
) -> None:
    told = retyped(first, then, values)
    assert products(told, "quantity") == become
    assert before(told, "quantity") == [again, again]
    if "str" in then:
        assert products(told, "quantity_key") == become


@pytest.mark.parametrize(
    ("first", "then", "values", "reason"),
    [
        ("quantity: str", "quantity: int", ["7", "seven", "1_0"], "2 rows have no whole number in product.quantity"),
        ("quantity: str", "quantity: int", ["7", "8", "9" * 19], "1 row has no whole number in product.quantity"),
        (
            "quantity: int",
            "quantity: Decimal = Field(max_digits=6, decimal_places=2)",
            [7, 8, 10_000],
            "1 row has more than 4 digits before the decimal point in product.quantity",
        ),
        (
            "quantity: int",
            "quantity: str = Field(max_length=2)",
            [7, 8, 100],
            "1 row has more than 2 characters in product.quantity",
        ),
    ],
)
def test_values_that_the_other_type_cannot_hold(
    retyped: Change, first: str, then: str, values: list[Any], reason: str
) -> None:
    assert {failure.split(":")[0] for failure in failures(retyped(first, then, values))} == {reason}


def test_dropped_column(change: Change) -> None:
    told = change((PRICE, ""))
    assert "price" not in told["databases"][0]["rows"]["product"][0]
    assert products(told, "name") == NAMES
    assert before(told, "price") == [["0"] * 3, ["0.00"] * 3]

    assert told["remarks"] == [
        "product.price goes, and what is in it. If the field is renamed, delete this revision and write one for each "
        "field: it keeps its values where one field of its type goes and one comes."
    ]
    assert [database["removed"] for database in told["databases"]] == [["product.price"]] * 2


def test_renamed_text_keeps_its_values_and_keys(change: Change) -> None:
    told = change((NAME, "    title: str = Field(min_length=1, max_length=200, unique=True)\n"))
    assert products(told, "title") == NAMES
    assert products(told, "title_key") == ["apfel", "birnen", "caj"]
    assert before(told, "name") == [NAMES, NAMES]
    assert before(told, "name_key") == [["apfel", "birnen", "caj"]] * 2
    assert told["remarks"] == [
        "product.name is renamed to title, and keeps what is in it. If title is another field, take name out of the "
        "model first, and add title in a revision of its own."
    ]
    assert [database["removed"] for database in told["databases"]] == [[], []]


def test_renamed_column_with_an_index_and_other_changes(change: Change) -> None:
    told = change(
        (PRICE, "    cost: Decimal = Field(ge=0, max_digits=10, decimal_places=4, index=True)\n    stock: int = 3\n")
    )
    assert products(told, "cost") == ["1.5000", "2.5000", "3.5000"]
    assert products(told, "stock") == ["3"] * 3
    assert before(told, "price") == [["150", "250", "350"], ["1.50", "2.50", "3.50"]]


def test_two_columns_of_one_kind_are_no_rename(change: Change) -> None:
    told = change((NAME, '    title: str = "?"\n'), (DESCRIPTION, '    about: str = "?"\n'))
    assert products(told, "title") == products(told, "about") == ["?"] * 3
    assert [remark.split(",")[0] for remark in told["remarks"]] == [
        "product.description goes",
        "product.name goes",
    ]


def test_reference_is_renamed_only_to_one_of_the_same_target(with_product: Tree, tmp_path: Path) -> None:
    tree = Tree.copied(tmp_path / "tree", with_product.path)
    urls = [sqlite_url(tmp_path / "app.db")]
    field = '    buyer_id: UUID | None = Field(default=None, foreign_key="user.id", index=True)\n'
    source = PRODUCT.replace("from decimal", "from uuid import UUID\nfrom decimal").replace(PRICE, PRICE + field)
    tree.model("product", source)
    assert tree.change("Buyer", urls)["databases"][0]["differences"] == []
    tree.model("product", source.replace("buyer_id", "customer_id"))
    told = tree.change("Customer", urls, rows=False)
    assert "customer_id" in told["remarks"][0]
    assert told["databases"][0]["differences"] == []


def test_dropped_table(with_product: Tree, tmp_path: Path, postgres_url: URL) -> None:
    tree = Tree.copied(tmp_path / "tree", with_product.path)
    (tree.path / "core" / "models" / "product.py").unlink()
    told = tree.change("No more products", [sqlite_url(tmp_path / "app.db"), postgres_url])
    assert 'removes_rows = {"product"}' in told["script"]
    for database in told["databases"]:
        assert database["differences"] == []
        assert "product" not in database["rows"]
        assert database["back"]["product"] == []


def test_dropped_tables_of_which_one_refers_to_the_other(with_product: Tree, tmp_path: Path, postgres_url: URL) -> None:
    tree = Tree.copied(tmp_path / "tree", with_product.path)
    urls = [sqlite_url(tmp_path / "app.db"), postgres_url]
    aisle = PRODUCT.replace("Product", "Aisle").replace('"""Aisles: what', '"""Places: where')
    tree.model(
        "aisle",
        aisle.replace(PRICE, '    product_id: UUID = Field(foreign_key="product.id")\n').replace(
            "from decimal import Decimal", "from uuid import UUID"
        ),
    )
    assert tree.change("Aisles", urls, rows=False)["databases"][0]["differences"] == []
    for name in ("aisle", "product"):
        (tree.path / "core" / "models" / f"{name}.py").unlink()
    told = tree.change("Neither", urls, rows=False)
    assert told["script"].index('drop_table("aisle")') < told["script"].index('drop_table("product")')
    assert [database["differences"] for database in told["databases"]] == [[], []]


def test_nothing_to_do_writes_nothing(with_product: Tree) -> None:
    done = with_product.python("-c", "from core import migrate; print(migrate.revision('nothing'))")
    assert (done.stdout, done.stderr) == ("None\n", "")
