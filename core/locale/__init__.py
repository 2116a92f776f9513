"""How people of a country write numbers, dates and times: read into values and written out again, without a screen.

`reading` and `writing` go by the kind of a field; what they stand on is cheap to import.
"""

from core.locale.facts import PLAIN as PLAIN
from core.locale.facts import DateOrder as DateOrder
from core.locale.facts import Locale as Locale
from core.locale.facts import UnreadableError as UnreadableError
