"""Which scripts can be printed is known before a customer's name comes out as boxes."""

from typst import Fonts

from outside.documents.fonts import Script, families_of, missing_scripts, packages_for

OWN = Fonts(include_system_fonts=False)
"""What typst itself brings, the same on every machine."""


def test_typst_brings_letters_for_europe_and_the_near_east():
    assert missing_scripts(OWN) == (
        Script.THAI,
        Script.CHINESE,
        Script.JAPANESE,
        Script.KOREAN,
        Script.EMOJI,
    )


def test_a_machine_misses_no_more_than_that():
    assert set(missing_scripts()) <= set(missing_scripts(OWN))


def test_each_script_is_mended_by_a_package_and_each_package_is_named_once():
    assert packages_for(Script) == ("fonts-noto-cjk", "fonts-noto-color-emoji", "fonts-noto-core")
    assert packages_for([Script.THAI]) == ("fonts-noto-core",)
    assert packages_for([]) == ()


def test_only_fonts_that_are_there_are_asked_for():
    assert families_of(OWN, ("No Such Sans", "libertinus serif")) == ["libertinus serif"]
