#!/usr/bin/env python3
"""Checks an exported ledger from outside: without the service, its database or its program.

One file, any Python from 3.10 on:

    python3 outside_verifier.py EXPORT [--key HEX] [--witness FILE …] [--json]

EXPORT comes from `manage.py verify_ledger --export EXPORT [--with-rows RECIPIENT]`. HEX is the service's public key, as
it was handed over on paper: without it the file's own key is believed. A witness FILE holds heads that were kept
elsewhere (`HEADS_FILE`, or an earlier export). It ends with 0 where nothing is wrong, 1 with findings, each named, and
2 where a file cannot be read. With the package `cryptography` signatures are checked faster; it is not needed.

The format, version 1: JSON Lines in UTF-8, one object a line, hexadecimal in lower case.

    {"format": "community-sanctions-record ledger export 1", "public_key": Ed25519 key, 64 digits}
    {"size": n, "tree": root hash, "at": moment, "key": name of the key, "signature": 128 digits}     a signed head
    {"form": number, "source": table, "fields": [column, …]}                                          what leaves name
    {"root": key of what rows are about, "key": its secret, 64 digits}                                with rows alone
    {"leaf": position from 0, "hash": 64 digits}
    … with rows also "form": number, "row": key, "root": key, "data": canonical text, or null where the row is gone

A head's signature is over five lines of ASCII, each ended by a line feed: `community-sanctions-record ledger head 1`,
`size <n>`, `tree <hash>`, `at <moment>`, `key <name>`; the name of a key is the first 16 digits of its SHA-256. A leaf
is SHA-256(00 ‖ HMAC-SHA-256(secret of the root, data)); a node is SHA-256(01 ‖ left ‖ right); the tree is RFC 9162's.

The data is `{"fields":{column: value, …},"source":table}` in UTF-8: names sorted by code point, no white space, only
the escapes that JSON demands; a UUID hyphenated; a moment in UTC with six decimals and Z; a date and a time in ISO;
a decimal as text without trailing zeros; bytes in hexadecimal; a number without a fraction as an integer. Where a root
was destroyed by order, its secret and its rows are gone, and its leaves stay. Where an entry or a file was, its rows
are gone, and a row of the certificate (`cases_historicaldestruction`) names their leaves.
"""

import argparse
import hmac
import json
import sys
from hashlib import sha256, sha512

FORMAT = "community-sanctions-record ledger export 1"
ENOUGH = 20
# An action of this verb destroyed what its root names, by order.
DESTROYED = "case.destroy"
# The history of certificates: one that two people ordered names the leaves whose rows went.
CERTIFICATES = "cases_historicaldestruction"


class Findings(list):
    """What is wrong: dicts of kind, where and sentence; of each kind the first ones."""

    def say(self, kind, where, sentence):
        """Add a finding, unless there are enough of its kind."""
        if sum(found["kind"] == kind for found in self) < ENOUGH:
            self.append({"kind": kind, "where": str(where), "sentence": sentence})


class Ledger:
    """An export while it is read: heads first, then leaf by leaf."""

    def __init__(self, public_key=None, witnesses=()):
        self.findings, self.public_key, self.witnesses = Findings(), public_key, list(witnesses)
        self.heads, self.signed = {}, {}
        self.forms, self.secrets = {}, {}
        self.size, self.good, self.peaks, self.is_whole = 0, 0, [], True
        self.rows = Rows(self.findings)

    def read(self, lines):
        """Take every line of the export, then look at what must hold at its end. Returns the findings."""
        for line in lines:
            value = json.loads(line)
            if "leaf" in value:
                self._leaf(value)
            elif "tree" in value:
                self._head(value)
            elif "form" in value:
                self.forms[value["form"]] = (value["source"], value["fields"])
            elif "root" in value:
                self.secrets[value["root"]] = bytes.fromhex(value["key"])
            elif value.get("format") == FORMAT:
                self._began(value)
        return self._ended()

    def _began(self, value):
        if self.public_key is None:
            self.public_key = value["public_key"]
        elif self.public_key != value["public_key"]:
            self.findings.say("re-signed", "", "The export names another public key than the one you were given.")
        for head in self.witnesses:
            if self._is_ours(head, "the witness holds"):
                self.signed.setdefault(head["size"], set()).add(head["tree"])

    def _is_ours(self, head, whose):
        size, key = head["size"], bytes.fromhex(self.public_key)
        if head["key"] != sha256(key).hexdigest()[:16]:
            said = f"The head of size {size} that {whose} is signed with another key: the log was signed again."
            self.findings.say("re-signed", size, said)
        elif not is_signed(key, head):
            self.findings.say("signature", size, f"The head of size {size} that {whose} has no valid signature.")
        else:
            return True
        return False

    def _head(self, head):
        size, tree = head["size"], head["tree"]
        if self.heads.setdefault(size, tree) != tree:
            self.findings.say("two heads", size, f"The export holds two different heads of size {size}.")
        if self._is_ours(head, "the export holds"):
            self.signed.setdefault(size, set()).add(tree)

    def _leaf(self, value):
        if value["leaf"] != self.size and self.is_whole:
            self.is_whole = False
            what = "is missing" if value["leaf"] > self.size else "stands twice"
            where = min(value["leaf"], self.size)
            self.findings.say("leaf", where, f"Leaf {where} {what}.")
        made = bytes.fromhex(value["hash"])
        if self.is_whole:
            self._grow(made)
        self.size = value["leaf"] + 1
        if "data" in value:
            self.rows.add(value, made, self.forms[value["form"]], self.secrets.get(value["root"]))

    def _grow(self, node):
        below = self.size
        while below & 1:
            node = sha256(b"\x01" + self.peaks.pop() + node).digest()
            below >>= 1
        self.peaks.append(node)
        trees = self.signed.get(self.size + 1)
        if trees is None:
            return
        if trees != {root_over(self.peaks)}:
            said = f"Leaves {self.good} to {self.size} do not make the tree that was signed: one was changed or moved."
            self.findings.say("tree", self.good, said)
        self.good = self.size + 1

    def _ended(self):
        last = max(self.heads, default=0)
        for size in sorted(size for size in self.heads if size > self.size)[:1]:
            self.findings.say("leaf", self.size, f"{size} leaves were signed, but they end before leaf {self.size}.")
        if self.size > last and self.is_whole:
            self.findings.say("leaf", last, f"Leaf {last} and those after it are under no signed head.")
        for head in self.witnesses:
            self._compare(head, last)
        self.rows.ended()
        return self.findings

    def _compare(self, head, last):
        size = head["size"]
        if size > last:
            said = f"A witness holds a head over {size} rows, the export one over {last}:"
            self.findings.say("rolled back", size, f"{said} its end was cut off, or an older backup was brought back.")
        elif size not in self.heads:
            self.findings.say("rolled back", size, f"The head of size {size}, which a witness holds, is not there.")
        elif self.heads[size] != head["tree"]:
            said = f"There are two different heads of size {size}, here and with a witness: history was rewritten."
            self.findings.say("forked", size, said)


class Rows:
    """The rows behind the leaves: each what was sealed, and each history its action's."""

    def __init__(self, findings):
        self.findings, self.seen, self.records = findings, {}, {}
        self.actions, self.waiting, self.gone, self.destroyed, self.erased = {}, [], [], set(), set()

    def add(self, leaf, made, form, secret):
        """Check one row against its leaf, and keep what the others are checked with."""
        (source, columns), name, data = form, leaf["row"], leaf["data"]
        if data is None or secret is None:
            self.gone.append((leaf["root"], source, name, leaf["leaf"], data is None))
            return
        if sha256(b"\x00" + hmac.digest(secret, data.encode(), "sha256")).digest() != made:
            self._say("edited", source, name, f"is not what was sealed as leaf {leaf['leaf']}")
        row = json.loads(data)
        fields = row["fields"]
        is_history = "history_id" in fields
        own = str(fields["history_id" if is_history else "id"])
        if (row["source"], list(fields), own) != (source, columns, name):
            self._say("moved", source, name, f"stands under leaf {leaf['leaf']}, which is another row's")
        seen = self.seen.setdefault(source, set())
        if name in seen:
            self._say("duplicated", source, name, "was sealed twice")
        seen.add(name)
        if is_history:
            self._history(source, name, fields)
        elif "verb" in fields:
            self.actions[name] = (fields["actor_id"], fields["at"], fields["reason"])
            if fields["verb"] == DESTROYED:
                self.destroyed.add(fields["root"])

    def _history(self, source, name, fields):
        if source == CERTIFICATES and fields["done_at"] and fields["approved_by"] != fields["ordered_by"]:
            self.erased.update(fields.get("leaves") or ())
        record = self.records.setdefault((source, fields["id"]), [0, 0, 0])
        version = fields["version"]
        record[0], record[1], record[2] = record[0] + 1, record[1] + version, max(record[2], version)
        said = (fields["history_user_id"], fields["history_date"], fields["history_change_reason"])
        action = self.actions.get(fields["action_id"])
        if action is None:
            self.waiting.append((source, name, fields["action_id"], said))
        elif action != said:
            self._unlike(source, name, action, said)

    def _unlike(self, source, name, action, said):
        kinds = ("re-attributed", "another actor"), ("back-dated", "another date"), ("reason", "another reason")
        for (kind, what), theirs, own in zip(kinds, action, said, strict=True):
            if theirs != own:
                self._say(kind, source, name, f"gives {what} than its action")

    def ended(self):
        """What can be said only when every row was seen."""
        for source, name, key, said in self.waiting:
            action = self.actions.get(key)
            if action is None:
                self._say("no action", source, name, "names no action that was sealed")
            elif action != said:
                self._unlike(source, name, action, said)
        for (source, key), (count, total, last) in self.records.items():
            if count != last or total != last * (last + 1) // 2:
                self._say("gap", source, key, "has a version that is missing, or there twice")
        for root, source, name, leaf, is_lost in self.gone:
            if root in self.destroyed or (is_lost and leaf in self.erased):
                continue
            if is_lost:
                self._say("deleted", source, name, f"was sealed as leaf {leaf} and is gone")
            else:
                self._say("key", source, name, f"can no longer be checked: the secret of {root} is gone")

    def _say(self, kind, source, name, what):
        self.findings.say(kind, f"{source} {name}", f"Row {name} of {source} {what}.")


def root_over(peaks):
    """The root hash over the peaks of a tree, as hexadecimal digits."""
    folded = peaks[-1]
    for peak in reversed(peaks[:-1]):
        folded = sha256(b"\x01" + peak + folded).digest()
    return folded.hex()


def is_signed(key, head):
    """Whether the public key signed exactly this head."""
    lines = ("community-sanctions-record ledger head 1", f"size {head['size']}", f"tree {head['tree']}")
    text = "".join(f"{line}\n" for line in (*lines, f"at {head['at']}", f"key {head['key']}")).encode("ascii")
    try:
        return verified(key, bytes.fromhex(head["signature"]), text)
    except ValueError:
        return False


def verified(key, signature, text):
    """Whether an Ed25519 signature is right: by `cryptography` where it is there, else by RFC 8032's own steps."""
    try:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (not needed, so not asked for above)
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
    except ImportError:
        return verified_alone(key, signature, text)
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, -1, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)


def _point(data):
    """A point of the curve out of its 32 bytes (ValueError where there is none)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P or y >= _P or (x == 0 and sign):
        raise ValueError("no point")
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


def _sum(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % _P, (p[1] + p[0]) * (q[1] + q[0]) % _P
    c, d = 2 * p[3] * q[3] * _D % _P, 2 * p[2] * q[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f, g * h, f * g, e * h


def _times(number, p):
    found = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _sum(found, p)
        p, number = _sum(p, p), number >> 1
    return found


_BASE = _point(bytes.fromhex("58" + "66" * 31))


def verified_alone(key, signature, text):
    """RFC 8032, 5.1.7, with this file's own arithmetic: some milliseconds a signature."""
    if len(signature) != 64 or len(key) != 32:
        return False
    public, first, number = _point(key), _point(signature[:32]), int.from_bytes(signature[32:], "little")
    if number >= _ORDER:
        return False
    digest = int.from_bytes(sha512(signature[:32] + key + text).digest(), "little") % _ORDER
    left, right = _times(number, _BASE), _sum(first, _times(digest, public))
    same_x = (left[0] * right[2] - right[0] * left[2]) % _P == 0
    return same_x and (left[1] * right[2] - right[1] * left[2]) % _P == 0


def heads_in(path):
    """The signed heads of a witness's file; its other lines are for other checks."""
    with open(path, encoding="utf-8") as file:
        return [value for value in map(json.loads, file) if "tree" in value]


def verify(path, key=None, witnesses=()):
    """The findings about an export, as a list of dicts."""
    heads = [head for witness in witnesses for head in heads_in(witness)]
    with open(path, encoding="utf-8") as file:
        return Ledger(key, heads).read(file)


def main(given=None):
    """Print what is wrong with an export; 0, 1 or 2 as said above."""
    parser = argparse.ArgumentParser(description="Checks an exported ledger from outside.")
    parser.add_argument("export")
    parser.add_argument("--key", help="the service's public key, 64 hexadecimal digits")
    parser.add_argument("--witness", action="append", default=[], help="a file of heads that were kept elsewhere")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(given)
    try:
        findings = verify(asked.export, asked.key, asked.witness)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"This cannot be read as an export: {error!r}", file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(findings, indent=2))
    else:
        for found in findings:
            print(f"{found['kind']}: {found['sentence']}")
        print(f"{len(findings)} things are wrong." if findings else "Nothing is wrong.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
