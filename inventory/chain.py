"""What the hash chains cover: one canonical text for a ledger row and for a journal row.

Whoever writes a row and whoever checks it years later must hash the same characters. Fields at
their default are left out, so that a field added in a later version leaves old hashes as they were.
"""

from pydantic_core import to_json

from inventory.move import Move


def ledger_content(move: Move) -> str:
    """Return the text that stands for a ledger row in its hash.

    Examples:
        >>> from datetime import UTC, datetime
        >>> from inventory.move import MoveKind
        >>> noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
        >>> ledger_content(
        ...     Move(line=1, id="TX-1/1", transaction="TX-1", kind=MoveKind.MOVE, item="MUG-BLU",
        ...          quantity=3, source="A-01", target="A-02", actor="U0ANA", occurred_at=noon,
        ...          recorded_at=noon)
        ... )[:44]
        '{"actor":"U0ANA","id":"TX-1/1","item":"MUG-B'
    """
    facts = move.model_dump(mode="json", exclude_defaults=True)
    return to_json(dict(sorted(facts.items()))).decode()


def entered_content(transaction_json: str, reply_json: str) -> str:
    """Return the text that stands for a journal row in its hash: both bodies as they are kept."""
    return f"{transaction_json}\n{reply_json}"
