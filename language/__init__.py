"""French and English themselves: pure functions that both processes use."""

from language.amounts import Amount, find_amounts
from language.contacts import ContactPoint, find_contacts, long_id, normal_phone
from language.counts import Count, find_counts
from language.detection import Detection, detect
from language.folding import fold, fold_keep_length, words
from language.formatting import (
    counted,
    format_date,
    format_datetime,
    format_list,
    format_long_date,
    format_money,
    format_month,
    format_number,
    format_percent,
    format_phone,
    is_plural,
    quoted,
)
from language.periods import Period, find_periods
from language.recurrence import Recurrence, find_recurrence
from language.rhythms import say_recurrence

__all__ = [
    "Amount",
    "ContactPoint",
    "Count",
    "Detection",
    "Period",
    "Recurrence",
    "counted",
    "detect",
    "find_amounts",
    "find_contacts",
    "find_counts",
    "find_periods",
    "find_recurrence",
    "fold",
    "fold_keep_length",
    "format_date",
    "format_datetime",
    "format_list",
    "format_long_date",
    "format_money",
    "format_month",
    "format_number",
    "format_percent",
    "format_phone",
    "is_plural",
    "long_id",
    "normal_phone",
    "quoted",
    "say_recurrence",
    "words",
]
