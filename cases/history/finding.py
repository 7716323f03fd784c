"""What verification has to say: one sentence for each thing that is not as the ledger says it was."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Finding:
    """Something that was tampered with, lost, or done past the house's laws; `row` is the first bad one's key."""

    kind: str
    table: str
    row: str
    sentence: str

    def as_dict(self) -> dict[str, str]:
        return asdict(self)
