"""What a spreadsheet's locale decides: signs in numbers, the order of dates, names, default patterns.

Typing, showing and formulas all depend on it, so it is one table. A locale not listed here behaves
as `en_US`, which is what a new spreadsheet has unless its maker says otherwise.
"""

from dataclasses import dataclass
from typing import Final

ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
ENGLISH_DAYS: Final = (
    *("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class Locale:
    """One locale's habits. `date_order` is the order of day, month and year, as in `mdy`."""

    name: str
    decimal: str = "."
    grouping: str = ","
    date_order: str = "mdy"
    date_separators: str = "/-"
    currency: str = "$"
    true_text: str = "TRUE"
    false_text: str = "FALSE"
    date_pattern: str = "m/d/yyyy"
    time_pattern: str = "h:mm:ss am/pm"
    currency_pattern: str = '"$"#,##0.00'
    months: tuple[str, ...] = ENGLISH_MONTHS
    short_months: tuple[str, ...] = tuple(month[:3] for month in ENGLISH_MONTHS)
    days: tuple[str, ...] = ENGLISH_DAYS
    short_days: tuple[str, ...] = tuple(day[:3] for day in ENGLISH_DAYS)

    @property
    def groupings(self) -> str:
        """The signs that may group digits when typed; a narrow space is typed as any space."""
        return self.grouping if self.grouping.strip() else " \u00a0\u202f"

    @property
    def default_patterns(self) -> dict[str, str]:
        """The pattern of a number format that tells only its type."""
        return {
            "NUMBER": "#,##0.00",
            "PERCENT": "0.00%",
            "CURRENCY": self.currency_pattern,
            "DATE": self.date_pattern,
            "TIME": self.time_pattern,
            "DATE_TIME": f"{self.date_pattern} {'h' if self.name == 'en_US' else 'hh'}:mm:ss",
            "SCIENTIFIC": "0.00E+00",
            "TEXT": "@",
        }


def locale_named(name: str) -> Locale:
    """The locale of that name (`de_DE`, also `de-DE` or `de`); `en_US` for any other."""
    name = name.replace("-", "_")
    return _LOCALES.get(name) or _BY_LANGUAGE.get(name) or _LOCALES["en_US"]


def _names(spaced: str) -> tuple[str, ...]:
    return tuple(spaced.split())


def _english(name: str, currency: str) -> Locale:
    return Locale(
        name,
        date_order="dmy",
        currency=currency,
        date_pattern="dd/mm/yyyy",
        time_pattern="hh:mm:ss",
        currency_pattern=f'"{currency}"#,##0.00',
    )


def _european(name: str, separators: str, *, grouping: str = ".") -> dict[str, str]:
    return {
        "name": name,
        "decimal": ",",
        "grouping": grouping,
        "date_order": "dmy",
        "date_separators": separators,
        "currency": "€",
        "date_pattern": f"dd{separators[0]}mm{separators[0]}yyyy",
        "time_pattern": "hh:mm:ss",
        "currency_pattern": '#,##0.00\u00a0"€"',
    }


def _german() -> Locale:
    months = _names(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"
    )
    return Locale(
        **_european("de_DE", "./-"),
        true_text="WAHR",
        false_text="FALSCH",
        months=months,
        short_months=_names("Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez"),
        days=_names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        short_days=_names("Mo Di Mi Do Fr Sa So"),
    )


def _french() -> Locale:
    return Locale(
        **_european("fr_FR", "/-.", grouping="\u202f"),
        true_text="VRAI",
        false_text="FAUX",
        months=_names(
            "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
        ),
        short_months=_names("janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc."),
        days=_names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        short_days=_names("lun. mar. mer. jeu. ven. sam. dim."),
    )


def _spanish() -> Locale:
    return Locale(
        **_european("es_ES", "/-"),
        true_text="VERDADERO",
        false_text="FALSO",
        months=_names(
            "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
        ),
        short_months=_names("ene feb mar abr may jun jul ago sept oct nov dic"),
        days=_names("lunes martes miércoles jueves viernes sábado domingo"),
        short_days=_names("lun mar mié jue vie sáb dom"),
    )


def _italian() -> Locale:
    return Locale(
        **_european("it_IT", "/-."),
        true_text="VERO",
        false_text="FALSO",
        months=_names(
            "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
        ),
        short_months=_names("gen feb mar apr mag giu lug ago set ott nov dic"),
        days=_names("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        short_days=_names("lun mar mer gio ven sab dom"),
    )


_LOCALES: Final = {
    locale.name: locale
    for locale in (
        *(Locale("en_US"), _english("en_GB", "£"), _english("en_AU", "$"), _english("en_IE", "€")),
        *(_german(), _french(), _spanish(), _italian()),
    )
}
_BY_LANGUAGE: Final = {locale.name[:2]: locale for locale in reversed(_LOCALES.values())}
