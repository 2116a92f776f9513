"""Some countries' customs, as a window takes them from its desktop."""

from core.locale import DateOrder, Locale

GERMAN = Locale(
    name="de_DE",
    decimal=",",
    group=".",
    date_order=DateOrder.DAY_FIRST,
    date_separator=".",
    date_format="{day:02}.{month:02}.{year:04}",
    yes=("ja", "wahr"),
    no=("nein", "falsch"),
)
AMERICAN = Locale(
    name="en_US",
    group=",",
    date_order=DateOrder.MONTH_FIRST,
    date_separator="/",
    date_format="{month}/{day}/{year:04}",
    time_format="{hour}:{minute} {half}",
)
BRITISH = Locale(
    name="en_GB",
    group=",",
    date_order=DateOrder.DAY_FIRST,
    date_separator="/",
    date_format="{day:02}/{month:02}/{year:04}",
)
FRENCH = Locale(name="fr_FR", decimal=",", group="\u202f", date_order=DateOrder.DAY_FIRST, date_separator="/")
INDIAN = Locale(name="hi_IN", group=",", groups_of_two=True, date_order=DateOrder.DAY_FIRST, date_separator="/")
EGYPTIAN = Locale(name="ar_EG", decimal="٫", group="٬", zero="٠", date_order=DateOrder.DAY_FIRST, date_separator="/")
FINNISH = Locale(name="fi_FI", decimal=",", group="\xa0", date_order=DateOrder.DAY_FIRST, time_separator=".")
