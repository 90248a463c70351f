"""Write dates, money, numbers and lists the way each language's readers expect.

French sets U+202F between thousands and U+00A0 before € and %; British English writes €1,234.56.
Babel and its CLDR data are imported on first use: they cost a tenth of a second.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

Number = int | float | Decimal

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def _locale(language: str) -> str:
    return _LOCALES.get(language, "en_GB")


def format_date(day: date, language: str) -> str:
    """Return 22/11/2026, in both languages."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_long_date(day: date, language: str) -> str:
    """Return « 22 novembre 2026 », « 1er mars 2026 » or "22 November 2026"."""
    from babel.dates import format_date as write  # noqa: PLC0415

    written = write(day, "d MMMM y", locale=_locale(language))
    return written.replace("1 ", "1er ", 1) if language == "fr" and day.day == 1 else written


def format_datetime(moment: datetime, language: str, timezone: str = "UTC") -> str:
    """Return « 22/11/2026 à 14:05 » or "22/11/2026 at 14:05", in that time zone."""
    local = moment.astimezone(ZoneInfo(timezone))
    joint = "à" if language == "fr" else "at"
    return f"{format_date(local.date(), language)} {joint} {local:%H:%M}"


def format_month(day: date, language: str) -> str:
    """Return « novembre 2026 » or "November 2026"."""
    from babel.dates import format_date as write  # noqa: PLC0415

    return write(day, "MMMM y", locale=_locale(language))


def format_number(value: Number, language: str, decimals: int | None = None) -> str:
    """Return « 1 234,5 » or "1,234.5"; at most two decimals, or exactly `decimals`."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    pattern = "#,##0.##" if decimals is None else "#,##0" + ("." + "0" * decimals) * bool(decimals)
    return format_decimal(value, format=pattern, locale=_locale(language))


def format_money(value: Number, currency: str | None, language: str, *, cents: bool = False) -> str:
    """Return « 1 234,56 € » or "€1,234.56"; cents where there are any, or always (`cents`)."""
    from babel.numbers import format_currency  # noqa: PLC0415

    if currency is None:
        return format_number(value, language)
    whole = Decimal(str(value)) == Decimal(str(value)).to_integral_value()
    digits = "#,##0" if whole and not cents else "#,##0.00"
    pattern = f"{digits}\u00a0¤" if language == "fr" else f"¤{digits}"
    return format_currency(
        value, currency, format=pattern, locale=_locale(language), currency_digits=False
    )


def format_percent(value: Number, language: str, decimals: int = 1) -> str:
    """Return « 42,5 % » or "42.5%" for 42.5; trailing zeros are dropped."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    pattern = "#,##0." + "#" * decimals
    written = format_decimal(value, format=pattern, locale=_locale(language))
    return f"{written}\u202f%" if language == "fr" else f"{written}%"


@lru_cache(maxsize=4096)
def format_phone(written: str) -> str:
    """Return a telephone number grouped as its country writes it: 01 99 00 48 81, 020 7946 0302.

    A number without a country's prefix is read as French, else as British; what is no number, or
    more than one, is left as it is written.
    """
    import phonenumbers  # noqa: PLC0415  twenty milliseconds

    form = phonenumbers.PhoneNumberFormat
    abroad = written.lstrip("( ").startswith("+")
    for region in (None,) if abroad else ("FR", "GB"):
        try:
            number = phonenumbers.parse(written, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number) and (abroad or written.lstrip("( ")[:1] == "0"):
            return phonenumbers.format_number(
                number, form.INTERNATIONAL if abroad else form.NATIONAL
            )
    return written


def format_list(items: Sequence[str], language: str) -> str:
    """Return « a, b et c » or "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'et' if language == 'fr' else 'and'} {items[-1]}"


def is_plural(count: Number, language: str) -> bool:
    """Whether a noun counted so takes the plural: from 2 on in French, all but 1 in English."""
    return count >= 2 or count <= -2 if language == "fr" else count != 1


def counted(count: int, singular: str, plural: str, language: str) -> str:
    """Return « 1 234 contacts », "1 contact": the number and the noun that agrees with it."""
    noun = plural if is_plural(count, language) else singular
    space = "\u00a0" if language == "fr" else " "
    return f"{format_number(count, language)}{space}{noun}"


def quoted(text: str, language: str) -> str:
    """Return « text » with narrow no-break spaces, or “text”."""
    return f"«\u202f{text}\u202f»" if language == "fr" else f"“{text}”"
