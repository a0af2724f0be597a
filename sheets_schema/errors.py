"""What can be wrong with a workbook, each with the facts its owner needs to put it right.

SchemaError                     the workbook must be corrected
+-- WorkbookNotShared           no such spreadsheet, or not shared with the bot as an editor
+-- WorkbookOwnedElsewhere      another journal writes it, or it is a copy of one that is written
+-- WorkbookAhead               it holds more than the journal does: an older journal was restored
+-- NotLaidOut                  `init` has not been run on it
+-- TabMissing, ColumnMissing   somebody deleted what the bot reads
+-- TabNameTaken                a tab of somebody else's has a name that the bot needs
+-- AuditDamaged                the Audit tab does not tell an unbroken story
SheetsUnavailableError          Google did not answer, or asks to wait; nothing is wrong with it
"""

from dataclasses import dataclass, fields


class SchemaError(Exception):
    """The workbook cannot be used as it is; each error says what to do about it."""

    def __str__(self) -> str:
        facts = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self))  # type: ignore[arg-type]
        return f"{type(self).__name__}({facts}): {self.mend}"

    @property
    def mend(self) -> str:
        """What to do about it, in a sentence."""
        return "Look at the workbook."


@dataclass(unsafe_hash=True)
class WorkbookNotShared(SchemaError):
    """`service_account` is the address to share the spreadsheet with."""

    spreadsheet: str
    service_account: str
    status: int

    @property
    def mend(self) -> str:
        return (
            f"Share the spreadsheet with {self.service_account} as an editor, "
            "and check the id in its address."
        )


@dataclass(unsafe_hash=True)
class WorkbookOwnedElsewhere(SchemaError):
    """Two journals in one workbook would overwrite each other's rows.

    Attributes:
        owner: the journal named in the workbook; `ours`: the journal that wanted to write.
        original: the spreadsheet the mark was made for; another than this one for a copied file.
    """

    spreadsheet: str
    owner: str
    ours: str
    original: str

    @property
    def is_copy(self) -> bool:
        """Whether the file was copied from one that is being written."""
        return self.original != self.spreadsheet

    @property
    def mend(self) -> str:
        if self.is_copy:
            return "This is a copy of a workbook in use. Use the original, or `init --adopt` this."
        return (
            "Another journal writes this workbook. If that one is lost, run `bincard rebuild --from "
            "sheet`; else point that bot elsewhere and run `init --adopt`, or start with an empty "
            "spreadsheet."
        )


@dataclass(unsafe_hash=True)
class WorkbookAhead(SchemaError):
    """The sheet has rows the journal never wrote, or wrote otherwise.

    Attributes:
        sheet_sequence, journal_sequence: the last transaction each of them has.
    """

    spreadsheet: str
    sheet_sequence: int
    journal_sequence: int

    @property
    def mend(self) -> str:
        return "The journal is older than the workbook. Run `bincard rebuild --from sheet`."


@dataclass(unsafe_hash=True)
class NotLaidOut(SchemaError):
    """A spreadsheet without the bot's tabs."""

    spreadsheet: str

    @property
    def mend(self) -> str:
        return "Run `init` on it first."


@dataclass(unsafe_hash=True)
class TabMissing(SchemaError):
    """A tab that the bot reads is gone."""

    tab: str

    @property
    def mend(self) -> str:
        return f"Restore the tab {self.tab} from the version history, or run `init` again."


@dataclass(unsafe_hash=True)
class ColumnMissing(SchemaError):
    """Columns that the bot reads are gone."""

    tab: str
    columns: tuple[str, ...]

    @property
    def mend(self) -> str:
        return f"Undo the deletion of {', '.join(self.columns)}, or run `init` again."


@dataclass(unsafe_hash=True)
class TabNameTaken(SchemaError):
    """A tab that is not the bot's has a name the bot needs."""

    tab: str

    @property
    def mend(self) -> str:
        return f"Rename or delete the tab {self.tab}, then run `init` again."


@dataclass(unsafe_hash=True)
class AuditDamaged(SchemaError):
    """A row of Audit is missing, out of place or not what was written.

    Attributes:
        sequence: the first transaction that cannot be trusted.
    """

    sequence: int
    reason: str

    @property
    def mend(self) -> str:
        return f"Everything before TX-{self.sequence} can be rebuilt; look at that row of Audit."


class SheetsUnavailableError(Exception):
    """Google did not answer a read, or asked to wait: try again later.

    Attributes:
        is_quota: whether too much was asked in this minute.
    """

    def __init__(self, reason: str, *, is_quota: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_quota = is_quota
