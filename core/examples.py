"""Records for a first look, by resource: what the window offers where there is nothing yet. Yours to change."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from core.context import Context
from core.services.contract import CollectionService

EXAMPLES: Final[Mapping[str, Sequence[Mapping[str, Any]]]] = {
    "items": (
        {"title": "Desk lamp", "description": "Warm light, arm of brushed steel"},
        {"title": "Standing desk", "description": "Height 65 to 125 cm, oak"},
        {"title": "Office chair", "description": "Mesh back, adjustable in five ways"},
        {"title": "Whiteboard", "description": "120 x 90 cm, magnetic"},
        {"title": "Label printer", "description": "Tape of 12 mm, USB"},
        {"title": "Filing cabinet", "description": "Four drawers, lockable"},
        {"title": "Coffee machine", "description": "For the kitchen on the second floor"},
        {"title": "Projector", "description": "Full HD, 3,000 lumens"},
        {"title": "Bookshelf", "description": None},
        {"title": "Notebook stand", "description": "Aluminium, folds flat"},
        {"title": "Paper shredder", "description": "Cross cut, 15 sheets"},
        {"title": "Wall clock", "description": "Radio controlled"},
    ),
}


def add_examples(context: Context, services: Mapping[str, CollectionService]) -> int:
    """Add the examples of every collection that is there, each in one step that can be undone; returns how many."""
    added = 0
    for resource, records in EXAMPLES.items():
        if resource in services:
            service = services[resource]
            added += service.create_many(context, [service.entity.new(values) for values in records])
    return added
