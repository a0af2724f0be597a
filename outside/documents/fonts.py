"""Which scripts can be printed here: asked of the fonts themselves.

typst brings fonts for European scripts and finds those of the machine. What no font has comes out
as a box, without a word; only when it makes a PDF for archives (PDF/A) it refuses such letters. So
a line in each script is printed as PDF/A, and what is refused is missing.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

from typst import Compiler, Fonts, TypstError

TEMPLATES: Final = Path(__file__).parent / "templates"
ARCHIVAL: Final = "a-2b"


class Script(StrEnum):
    """Scripts that customers write their names and addresses in."""

    LATIN = "Latin"
    GREEK = "Greek"
    CYRILLIC = "Cyrillic"
    HEBREW = "Hebrew"
    ARABIC = "Arabic"
    DEVANAGARI = "Devanagari"
    THAI = "Thai"
    CHINESE = "Chinese"
    JAPANESE = "Japanese"
    KOREAN = "Korean"
    EMOJI = "emoji"


SAMPLES: Final[dict[Script, str]] = {
    Script.LATIN: "Ærøskøbing Łódź Đà Nẵng",
    Script.GREEK: "Θεσσαλονίκη",
    Script.CYRILLIC: "Київ Йошкар-Ола",
    Script.HEBREW: "תל אביב",
    Script.ARABIC: "القاهرة تهران",
    Script.DEVANAGARI: "नई दिल्ली",
    Script.THAI: "กรุงเทพฯ",
    Script.CHINESE: "北京 臺灣 广东",
    Script.JAPANESE: "とうきょう トウキョウ 東京",
    Script.KOREAN: "서울특별시",
    Script.EMOJI: "😀📦🫖",
}

DEBIAN_PACKAGES: Final[dict[Script, str]] = {
    **dict.fromkeys(Script, "fonts-noto-core"),
    **dict.fromkeys((Script.CHINESE, Script.JAPANESE, Script.KOREAN), "fonts-noto-cjk"),
    Script.EMOJI: "fonts-noto-color-emoji",
}

SERIF: Final = (
    "Libertinus Serif",  # comes with typst: papers look the same everywhere
    "Noto Naskh Arabic",
    "Noto Serif Devanagari",
    "Noto Serif Thai",
    "Noto Serif CJK SC",
    "Noto Color Emoji",
)
"""Families for papers that are read; what else there is serves where these lack a letter."""

SANS: Final = (
    "Noto Sans",
    "DejaVu Sans",
    "Liberation Sans",
    "Libertinus Serif",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Color Emoji",
)
"""Families for labels, which are read from a step away and printed in coarse dots."""


def fonts_here() -> Fonts:
    """Look for fonts: typst's own and the machine's. Takes some 0.1 s."""
    return Fonts()


def families_of(fonts: Fonts, wanted: Sequence[str]) -> list[str]:
    """Return those of the wanted families that are there, in the order wanted."""
    known = {family.casefold() for family in fonts.families()}
    return [family for family in wanted if family.casefold() in known]


def missing_scripts(fonts: Fonts | None = None) -> tuple[Script, ...]:
    """Return the scripts of which a letter would come out as a box; usually none.

    Args:
        fonts: those to print with; all that typst finds unless given.
    """
    compiler = Compiler(TEMPLATES / "probe.typ", root=TEMPLATES, font_paths=fonts or fonts_here())
    return tuple(script for script in Script if not _prints(compiler, SAMPLES[script]))


def packages_for(scripts: Iterable[Script]) -> tuple[str, ...]:
    """Return the Debian packages that bring these scripts, each once.

    Examples:
        >>> packages_for([Script.JAPANESE, Script.KOREAN, Script.EMOJI])
        ('fonts-noto-cjk', 'fonts-noto-color-emoji')
    """
    return tuple(sorted({DEBIAN_PACKAGES[script] for script in scripts}))


def _prints(compiler: Compiler, sample: str) -> bool:
    try:
        compiler.compile(format="pdf", sys_inputs={"sample": sample}, pdf_standards=ARCHIVAL)
    except TypstError as refused:
        if "could not be displayed" not in refused.message:
            raise
        return False
    return True
