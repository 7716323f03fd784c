"""Another service, with a system of its own: its export, as it would come, row by row."""

import csv
import json
from random import Random

from config.importing.mapping import read
from tests.processes import ROOT

MAPPING = ROOT / "config" / "importing" / "example.toml"
GIVEN = ("Anna", "Ben", "Carla", "David", "Emil", "Fatima", "Goran", "Hana", "Ivan", "Julia", "Karim", "Lena", "Nadia")
FAMILY = ("Novak", "Schmidt", "Diallo", "Rossi", "Larsen", "Kovacs", "Moreau", "Jansen", "Silva", "Horvat", "Élan")
ORDER = {
    "COURT": "District Court North",
    "JUDGED_ON": "20.01.2026",
    "OFFENCE": "Theft",
    "CONSIDERED": "Seriousness and circumstances.",
    "ORDER": "PROB",
    "ORDER_FROM": "01.02.2026",
    "ORDER_UNTIL": "31.01.2027",
    "COND1": "MEET",
    "COND1_TEXT": "A meeting every week.",
    "COND1_NUMBER": "1",
    "COND2": "WORK",
    "COND2_TEXT": "Eighty hours of work.",
    "COND2_NUMBER": "80",
}
TREATMENT = {
    "COND1": "CARE",
    "COND1_TEXT": "A treatment for his drinking.",
    "COND1_NUMBER": "1",
    "COND1_BY": "Practice Weaver",
    "COND1_CODE": "Charter of addiction care 2021",
}
COLUMNS = sorted(read(MAPPING).wanted)


def row(number, **changed) -> dict:
    """One case there; `changed` are columns that hold something else."""
    draw = Random(number)
    family = draw.choice(FAMILY) + "".join(draw.choice("aeiourst") for _sign in range(4))
    born = f"{draw.randint(1, 28):02}.{draw.randint(1, 12):02}.{draw.randint(1960, 2004)}"
    told = {
        "CASE_NO": f"N-{number:06}",
        "CLIENT_NO": f"C-{number:06}",
        "FIRST_NAME": draw.choice(GIVEN),
        "LAST_NAME": family,
        "BORN": born,
        "SEX": draw.choice("FM"),
        "LANGUAGE": draw.choice(("EN", "FR", "")),
        "INTERPRETER": "no",
        "ADDRESS": f"{number % 200} Élm Street, Northbridge",
        "PHONE": f"777 {number:06}",
        "OFFICER": draw.choice(("K17", "K18")),
        "START": "03.02.2026",
        "JUDGMENT": f"OLD/{number}",
        "NOTE_ON": "10.02.2026",
        "NOTE": "First talk. The conditions were gone through.",
    }
    return dict.fromkeys(COLUMNS, "") | ORDER | told | changed


def ended(number, **changed) -> dict:
    """A case there that has ended."""
    over = {"CLOSED": "20.06.2026", "CLOSED_AS": "DONE", "OFFICE": "N", "OFFICER": ""}
    return row(number, **over | changed)


def as_csv(path, rows, encoding="utf-8", columns=COLUMNS):
    """Write an export as CSV. Returns its path."""
    with open(path, "w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_json_lines(path, objects):
    """Write an export as JSON Lines. Returns its path."""
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(each) + "\n" for each in objects)
    return path
