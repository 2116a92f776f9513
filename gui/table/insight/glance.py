"""Numbers with no more digits than help at a glance."""

from decimal import Decimal
from typing import Any, Final

from core.types import strip_zeros

PLACES: Final = 4


def glanced(value: Any) -> Any:
    """A sum or a mean without the digits that nobody reads; everything else, and money with its cents, as it is."""
    match value:
        case float():
            return round(value, PLACES)
        case Decimal() if value.is_finite() and -int(value.as_tuple().exponent) > PLACES:
            return strip_zeros(round(value, PLACES))
        case _:
            return value
