"""A copy of the source tree in which tests declare models and write migrations, as a developer does."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL

ROOT = Path(__file__).resolve().parents[2]

PRODUCT = '''"""Products: what we sell."""

from decimal import Decimal

from sqlmodel import Field

from core.record import Base, Owned, OwnedPublic, Page, Update


class ProductBase(Base):
    name: str = Field(min_length=1, max_length=255)
    description: str | None = Field(default=None, max_length=255)
    price: Decimal = Field(ge=0, max_digits=10, decimal_places=2)


class Product(Owned, ProductBase, table=True):
    pass


class ProductCreate(ProductBase):
    pass


class ProductUpdate(Update, ProductBase, init=False):
    pass


class ProductPublic(ProductBase, OwnedPublic):
    pass


class ProductsPublic(Page[ProductPublic]):
    pass
'''


@dataclass
class Tree:
    """The copy; `rows` of each table are what a run of `model_change.py` left in it."""

    path: Path

    @classmethod
    def copied(cls, to: Path, source: Path = ROOT) -> "Tree":
        for part in ("core", "migrations"):
            shutil.copytree(source / part, to / part, ignore=shutil.ignore_patterns("__pycache__"))
        if (source / "pyproject.toml").exists():
            shutil.copy(source / "pyproject.toml", to)
        return cls(to)

    def model(self, name: str, source: str) -> None:
        """Write a model's file."""
        (self.path / "core" / "models" / f"{name}.py").write_text(source, encoding="utf-8")

    def python(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run Python on the copy's code."""
        environment = {**os.environ, "PYTHONPATH": str(self.path), "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.path, env=environment, capture_output=True, text=True, check=False
        )

    def change(self, message: str, urls: list[URL], **options: Any) -> dict[str, Any]:
        """Write the migration for what changed, apply it to databases with rows, and go back and forth once."""
        addresses = [url.render_as_string(hide_password=False) for url in urls]
        order = json.dumps({"message": message, "urls": addresses, **options})
        done = self.python(str(Path(__file__).with_name("model_change.py")), order)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
