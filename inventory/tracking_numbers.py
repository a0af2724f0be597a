"""Numbers of parcels as people copy them: with spaces, dashes and in small letters."""

import unicodedata


def folded(text: str) -> str:
    """Return a number without spaces and dashes, in plain capitals.

    Examples:
        >>> folded(" 9400 1112-0108 0805-4830 16 ")
        '9400111201080805483016'
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZC" and not _is_dash(c))


def _is_dash(character: str) -> bool:
    return unicodedata.category(character) == "Pd"
