#!/usr/bin/env python3
"""Checks an export of the whole from outside: without the service, its database or its program.

    python3 check.py [FOLDER] [--key HEX] [--witness FILE …]

FOLDER is where the export lies: this file's own, unless said. FORMAT.txt there says what it holds. Any Python from 3.10
on. Every file is what the signed manifest says, there is none beside, the ledger is whole, and each record is what its
last sealed version says. Ends with 0 where nothing is wrong, 1 with findings, 2 where something cannot be read.
"""

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True
FORMAT = "community-sanctions-record whole 1"
MANIFEST, SIGNATURE = "manifest.jsonl", "manifest.signature"
CHUNK = 1 << 20


def signed_text(digest):
    """The bytes under the signature of a manifest with this SHA-256."""
    return f"{FORMAT}\nmanifest {digest}\n".encode("ascii")


def digest_of(path):
    """A file's SHA-256 and size, read piece by piece."""
    made, size = sha256(), 0
    with open(path, "rb") as file:
        while piece := file.read(CHUNK):
            made.update(piece)
            size += len(piece)
    return made.hexdigest(), size


def files(folder, lines):
    """What is wrong with the files: yield sentences."""
    listed = {MANIFEST, SIGNATURE}
    for line in lines:
        path = folder / line["path"]
        listed.add(line["path"])
        if not path.is_file():
            yield f"{line['path']} is gone."
        elif digest_of(path) != (line["sha256"], line["size"]):
            yield f"{line['path']} is not the file that was handed on."
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed:
            yield f"{name} was not handed on."


def manifest(folder, key, verified):
    """The manifest's lines after the first, the key, and what is wrong with its signature."""
    digest, _size = digest_of(folder / MANIFEST)
    with open(folder / MANIFEST, encoding="utf-8") as file:
        head, *lines = map(json.loads, file)
    if head["format"] != FORMAT:
        raise ValueError("This is no export of the whole that this program knows.")
    wrong = []
    if key and key != head["public_key"]:
        wrong.append("The manifest names another public key than the one you were given.")
    key = key or head["public_key"]
    try:
        signature = bytes.fromhex((folder / SIGNATURE).read_text(encoding="ascii"))
        is_signed = verified(bytes.fromhex(key), signature, signed_text(digest))
    except ValueError:
        is_signed = False
    if not is_signed:
        wrong.append("The manifest is not what the service signed.")
    return lines, key, wrong


def canonical(row, columns):
    """The hash of some columns of a row."""
    text = json.dumps({column: row[column] for column in columns if column in row}, sort_keys=True)
    return sha256(text.encode()).digest()


class Last:
    """The last sealed version of every record, out of the ledger."""

    def __init__(self, folder):
        self.kinds = json.loads((folder / "fields.json").read_text(encoding="utf-8"))
        past = {about["past"]: (kind, list(about["columns"])) for kind, about in self.kinds.items() if "past" in about}
        self.found, self.sealed = {}, {}
        with open(folder / "ledger.jsonl", encoding="utf-8") as file:
            for line in file:
                if '"data": "' in line:
                    self._take(json.loads(json.loads(line)["data"]), past)

    def _take(self, row, past):
        if row["source"] not in past:
            return
        (kind, columns), fields = past[row["source"]], row["fields"]
        known = self.found.get((kind, fields["id"]), (0, b""))
        if fields["version"] > known[0]:
            # A column that is younger than this version was not sealed with it.
            sealed = tuple(column for column in columns if column in fields)
            sealed = self.sealed.setdefault(sealed, sealed)
            self.found[kind, fields["id"]] = fields["version"], canonical(fields, sealed), sealed

    def compare(self, folder):
        """Yield what is wrong with the records as they stand; a row that is younger than its seal is not."""
        for kind, about in self.kinds.items():
            if "past" not in about:
                continue
            with open(folder / "records" / f"{kind}.jsonl", encoding="utf-8") as file:
                for row in map(json.loads, file):
                    version, made, sealed = self.found.pop((kind, row["id"]), (0, b"", ()))
                    if version > row["version"] or (version == row["version"] and made != canonical(row, sealed)):
                        yield f"Record {row['id']} of {kind} is not what its last sealed version says."
        for kind, key in self.found:
            yield f"Record {key} of {kind} was sealed and is not among the records."


def check(folder, key=None, witnesses=()):
    """Everything that is wrong with an export of the whole, as sentences."""
    import ledger_check  # noqa: PLC0415 (it lies beside this file, wherever that is)

    lines, key, wrong = manifest(folder, key, ledger_check.verified)
    wrong += files(folder, lines)
    wrong += [found["sentence"] for found in ledger_check.verify(folder / "ledger.jsonl", key, witnesses)]
    return wrong + list(Last(folder).compare(folder))


def main(given=None):
    """Print what is wrong; 0, 1 or 2 as said above."""
    parser = argparse.ArgumentParser(description="Checks an export of the whole from outside.")
    parser.add_argument("folder", nargs="?", default=HERE, type=Path)
    parser.add_argument("--key", help="the service's public key, 64 hexadecimal digits")
    parser.add_argument("--witness", action="append", default=[], help="a file of heads that were kept elsewhere")
    asked = parser.parse_args(given)
    try:
        wrong = check(asked.folder, asked.key, asked.witness)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"This cannot be read as an export: {error!r}", file=sys.stderr)
        return 2
    for sentence in wrong:
        print(sentence)
    print(f"{len(wrong)} things are wrong." if wrong else "Nothing is wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
