"""What is wrong with a database before anything is read from it.

JournalError
├── SchemaTooNewError         a newer program has written it
└── UnsupportedDatabaseError  it is neither SQLite nor PostgreSQL
"""


class JournalError(Exception):
    """The journal cannot be opened as it is."""


class SchemaTooNewError(JournalError):
    """A newer program has written this database; this one must be updated first."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"database schema {found} is newer than this program's {known}")
        self.found = found
        self.known = known


class UnsupportedDatabaseError(JournalError):
    """The URL names a database that this program does not speak to."""

    def __init__(self, backend: str) -> None:
        super().__init__(f"{backend} is no database for a journal: use SQLite or PostgreSQL")
        self.backend = backend
