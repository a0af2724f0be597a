"""Why a row of a file cannot be read."""


class RowRefusedError(Exception):
    """One row cannot be read; the message says why and what to write instead."""
