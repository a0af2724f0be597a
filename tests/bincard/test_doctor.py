"""The doctor says in words what to do; checks that need nobody else are tried here."""

from typst import Fonts

from bincard.doctor import Finding, Verdict, check_papers
from outside.documents.fonts import missing_scripts


def test_scripts_without_letters_are_named_with_what_to_install():
    assert list(check_papers(Fonts(include_system_fonts=False))) == [
        Finding(
            "papers",
            Verdict.WARNING,
            "Thai, Chinese, Japanese, Korean, emoji would come out as boxes: "
            "apt install fonts-noto-cjk fonts-noto-color-emoji fonts-noto-core",
        )
    ]


def test_boxes_on_papers_keep_nobody_from_starting():
    (finding,) = check_papers()
    assert finding.verdict is (Verdict.WARNING if missing_scripts() else Verdict.GOOD)
