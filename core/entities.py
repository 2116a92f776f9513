"""The registered model families: found in a package, checked, and described for what works on any of them."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType, ModuleType
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError
from sqlalchemy import Column, Table

from core.access import Access
from core.errors import InvalidError, ModelError, NotFoundError
from core.fields import FieldFacts, Kind, field_facts
from core.messages import problems_of
from core.query.ast import Sort
from core.record import Base, Page, Public, Record, Update, snake_case
from core.resource import Resource, attribute_name
from core.words import named

BaseT = TypeVar("BaseT", bound=Base)


@dataclass(frozen=True, eq=False)
class Entity:
    """One family with its table, its fields by name and its presentation."""

    name: str
    """The plural of paths and commands: `items`."""
    nouns: Mapping[str, str]
    """What many records are called (`label`), and one (`singular`): as declared, and so in the journal."""
    record: type[Record]
    create: type[Base]
    update: type[Update]
    public: type[Public]
    page: type[Page[Any]]
    resource: Resource
    fields: Mapping[str, FieldFacts] = field(default_factory=dict[str, FieldFacts])

    @property
    def label(self) -> str:
        """What many records are called, in the language that is spoken."""
        return named(self.nouns["label"])

    @property
    def singular(self) -> str:
        """What one record is called, in the language that is spoken."""
        return named(self.nouns["singular"])

    @property
    def table(self) -> Table:
        """The mapped table."""
        return self.record.__table__

    @property
    def access(self) -> Access:
        """The declared rules, or the default ones."""
        return self.resource.access or Access(owner="owner_id" if "owner_id" in self.table.c else None)

    @property
    def readable(self) -> tuple[FieldFacts, ...]:
        """The fields that may be shown, in the order of columns."""
        return tuple(facts for facts in self.fields.values() if facts.readable)

    @property
    def columns(self) -> tuple[str, ...]:
        """The fields shown in a table by default."""
        if self.resource.columns:
            return tuple(attribute_name(attribute) for attribute in self.resource.columns)
        return tuple(facts.name for facts in self.readable if facts.name not in {"id", "version", "updated_at"})

    @property
    def row_label(self) -> str:
        """The field that names a record: declared, or the first required text, or the first text, or the id."""
        if self.resource.row_label is not None:
            return attribute_name(self.resource.row_label)
        texts = [facts for facts in self.readable if facts.kind in {Kind.TEXT, Kind.LONG_TEXT}]
        return next((facts.name for facts in (*(f for f in texts if f.required), *texts)), "id")

    @property
    def sort(self) -> tuple[Sort, ...]:
        """The default order, newest first where none is declared."""
        declared = tuple(Sort(order.name, order.descending) for order in self.resource.sort)
        return declared or (Sort("id", descending=True),)

    def new(self, values: Mapping[str, Any]) -> Any:
        """A checked Create model. InvalidError names each field that is wrong."""
        return validated(self.create, values)

    def change(self, values: Mapping[str, Any]) -> Any:
        """A checked Update model. InvalidError names each field that is wrong."""
        return validated(self.update, values)

    def column(self, name: str) -> Column[Any]:
        """The stored column of a field."""
        return self.table.c[name]

    def order_column(self, name: str) -> Column[Any]:
        """What a field is sorted and compared by: its folded key where it has one."""
        return self.column(self.column(name).info.get("key", name))


class Entities(Mapping[str, Entity]):
    """The registered families by resource name, in the order of their files."""

    def __init__(self, entities: list[Entity]) -> None:
        self._by_name = MappingProxyType({entity.name: entity for entity in entities})
        self._by_table = {entity.table.name: entity for entity in entities}

    def __getitem__(self, name: str) -> Entity:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_name)

    def __len__(self) -> int:
        return len(self._by_name)

    def named(self, name: str) -> Entity:
        """The family of a resource; NotFoundError lists those there are."""
        if name not in self._by_name:
            raise NotFoundError("not_found.resource", resource=name, known=", ".join(self._by_name))
        return self._by_name[name]

    def of_table(self, table: str) -> Entity | None:
        """The family stored in a table, if it is a registered one."""
        return self._by_table.get(table)


def validated(model: type[BaseT], values: Mapping[str, Any]) -> BaseT:
    """A checked model. InvalidError names each field that is wrong."""
    try:
        return model.__pydantic_validator__.validate_python(dict(values))
    except ValidationError as error:
        raise InvalidError(problems_of(error)) from error


def discover(*packages: ModuleType) -> Entities:
    """Import every module of the packages and register the families in them. ModelError where one is incomplete."""
    found = [entity for package in packages for entity in _found_in(package)]
    tables = {entity.table.name: entity.name for entity in found}
    return Entities([_described(entity, tables) for entity in found])


def _found_in(package: ModuleType) -> list[Entity]:
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    modules = [importlib.import_module(f"{package.__name__}.{name}") for name in names]
    found = [entity for module in modules for entity in _families(module)]
    if not found:
        raise ModelError("model", detail=f"no model found in {package.__name__}: is its folder part of this build?")
    return found


def _families(module: ModuleType) -> Iterator[Entity]:
    for value in list(vars(module).values()):
        if isinstance(value, type) and issubclass(value, Record) and value.__module__ == module.__name__:
            yield _family(module, value)


def _family(module: ModuleType, record: type[Record]) -> Entity:
    name = record.__name__
    public = _member(module, f"{name}Public", Public)
    page = _page(module, public)
    plural = page.__name__.removesuffix("Public")
    resource = next(
        (value for value in vars(module).values() if isinstance(value, Resource) and value.record is record),
        Resource(record),
    )
    return Entity(
        name=snake_case(plural),
        nouns={
            "label": resource.label or snake_case(plural).replace("_", " ").capitalize(),
            "singular": resource.singular or snake_case(name).replace("_", " ").capitalize(),
        },
        record=record,
        create=_member(module, f"{name}Create", Base),
        update=_member(module, f"{name}Update", Update),
        public=public,
        page=page,
        resource=resource,
    )


def _member(module: ModuleType, name: str, base: type[Any]) -> Any:
    member = vars(module).get(name)
    if not (isinstance(member, type) and issubclass(member, base)):
        raise ModelError("model", detail=f"{module.__name__} needs a class {name} that derives from {base.__name__}")
    return member


def _page(module: ModuleType, public: type[Public]) -> type[Page[Any]]:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Page) and "[" not in value.__name__:
            page = cast("type[Page[Any]]", value)
            if get_args(page.model_fields["data"].annotation) == (public,):
                return page
    raise ModelError(
        "model",
        detail=f"{module.__name__} needs a class such as {public.__name__[:-6]}sPublic(Page[{public.__name__}])",
    )


def _described(entity: Entity, resources: Mapping[str, str]) -> Entity:
    create, update, public = (model.model_fields for model in (entity.create, entity.update, entity.public))
    standard = ("owner_id", *Public.model_fields)
    own = [name for name in (*create, *update, *public) if name not in standard]
    fields: dict[str, FieldFacts] = {}
    for name in dict.fromkeys([*own, *(name for name in standard if name in public)]):
        column = entity.table.c.get(name)
        target = next((key.column.table.name for key in column.foreign_keys), None) if column is not None else None
        fields[name] = field_facts(
            name,
            public=public.get(name),
            create=create.get(name),
            update=update.get(name),
            column=column,
            reference=resources.get(target) if target else None,
        )
    object.__setattr__(entity, "fields", MappingProxyType(fields))
    return entity
