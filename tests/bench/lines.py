"""What is measured, how good it has to be, and how many rows it is measured with. Data only."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the table. `unit` is what its figures are in; a line without a goal is a figure to know.

    The ratio is the product's figure by the other one; `at_least` turns the goal from a ceiling into a floor.
    """

    key: str
    text: str
    unit: str
    against: str = ""
    goal: float | None = None
    at_least: bool = False

    def is_met(self, ratio):
        """Whether the ratio reaches the goal; None where there is none."""
        if self.goal is None or ratio is None:
            return None
        return ratio >= self.goal if self.at_least else ratio <= self.goal


SAME = "twin table, searched too, without history"
LINES = (
    Line("insert", "save a new entry, many a transaction", "µs", SAME, 1.20),
    Line("update", "save a changed entry, many a transaction", "µs", SAME, 1.20),
    Line("insert_alone", "save a new entry, one a transaction, its action included", "µs", SAME),
    Line("update_alone", "save a changed entry, one a transaction, its action included", "µs", SAME),
    Line("bulk", "write_in_bulk, a row", "µs", f"bulk_create, {SAME}", 1.15),
    Line("action", "the verb add_entry, gate and all", "µs", "one plain save in its transaction"),
    Line("history", "field history, first page, of the longest record", "µs", "of a record with 10 versions", 1.5),
    Line("seal", "sealing, a row", "µs", "one µs", 50),
    Line("verify", "verifying the ledger, a sealed row", "µs"),
    Line("outside", "checking an export with its rows from outside, a row", "µs", "one µs", 60),
    Line("destroy", "destroying a record: rows, history, log, search and key, in one transaction", "ms"),
    Line("restore", "a drill: backed up, restored beside it, compared and verified, a row", "µs"),
    Line(
        "upload", "a photograph, taken apart in a process of its own and made anew", "ms", "the picture library alone"
    ),
    Line("upload_pdf", "a scan of thirty pages, taken apart in a process of its own", "ms"),
    Line("seed", "seeding: told, written, sealed", "records/s", "plain bulk insert of the same rows alone"),
    Line("door", "the bulk door (COPY on PostgreSQL), a record", "µs", "plain bulk_create of the same", 0.5),
    Line(
        "import",
        "bringing in cases: checked, written, in one transaction",
        "cases/s",
        "25,000 in five minutes",
        1,
        True,
    ),
    Line("caseload_few", "an officer's cases among few", "µs", "the bare indexed query", 1.6),
    Line("caseload_many", "an officer's cases among many", "µs", "the bare indexed query", 1.6),
    Line("caseload_growth", "an officer's cases, many beside few", "µs", "the product's own query among few", 1.2),
    Line("caseload_shown", "an officer's cases as the page reads them", "µs", "the bare query, as models"),
    Line("search", "a person by a misspelt name, among all", "µs", "the exact name by its index, same gate", 10),
    Line("list_page", "the page that lists an officer's cases", "pages/s", "a page that shows nothing", 0.5, True),
    Line("own_home", "the first page a person under supervision sees", "pages/s", "a page that shows nothing"),
    Line(
        "own_record",
        "all that is kept about a person, on one page",
        "pages/s",
        "a page that shows nothing",
    ),
    Line("job", "a job, from asking for it to its done mark, embedded broker", "ms", "one ms", 10),
    Line("pdf", "a document as a PDF", "pages/s", "a bare canvas that draws the same lines", 0.7, True),
    Line("pdf_growth", "a PDF of ten times the pages", "ms", "a tenth of it", 11),
    Line("pdf_memory", "memory a PDF of 1,000 pages takes", "MB", "one MB", 30),
)


@dataclass(frozen=True)
class Size:
    """How much of everything. `rounds` alternate between the product and the plain thing."""

    rounds: int
    saves: int
    alone: int
    bulk: int
    versions: int
    sealed: int
    seeded: int
    imported: int
    few: int
    many: int
    searched: int
    reads: int
    pages: int
    trips: int
    short: int


QUICK = Size(
    rounds=5,
    saves=20,
    alone=3,
    bulk=100,
    versions=25,
    sealed=500,
    seeded=10,
    imported=20,
    few=1_000,
    many=3_000,
    searched=2_000,
    reads=2,
    pages=2,
    trips=3,
    short=5,
)
SIZES = {
    "small": Size(
        7,
        200,
        50,
        5_000,
        1_000,
        100_000,
        500,
        2_000,
        10_000,
        1_000_000,
        240_000,
        reads=20,
        pages=20,
        trips=100,
        short=100,
    ),
    "medium": Size(
        11,
        200,
        50,
        5_000,
        1_000,
        1_000_000,
        500,
        2_000,
        10_000,
        1_000_000,
        240_000,
        reads=20,
        pages=20,
        trips=100,
        short=100,
    ),
    "large": Size(
        21,
        200,
        100,
        5_000,
        1_000,
        1_000_000,
        500,
        2_000,
        10_000,
        1_000_000,
        240_000,
        reads=50,
        pages=50,
        trips=300,
        short=100,
    ),
}


def chosen(environment) -> tuple[str, Size]:
    """The size that the environment asks for, and its name."""
    if environment.get("BENCH_QUICK", "") not in ("", "0"):
        return "quick", QUICK
    name = environment.get("SIZE") or "small"
    if name not in SIZES:
        raise SystemExit(f"SIZE={name} is unknown: {', '.join(SIZES)}.")
    return name, SIZES[name]
