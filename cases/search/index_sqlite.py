"""The index on SQLite: words folded by this application's functions, trigrams and full text by FTS5."""

from cases.search import folding
from cases.search.tables import FoundBy, KnownWord, TextOf
from cases.search.texts import parts_of

WORDS, DICTIONARY, TEXTS = FoundBy._meta.db_table, KnownWord._meta.db_table, TextOf._meta.db_table
# FTS5's own tables keep no copy of what they index: what leaves is told them word by word.
TRIGRAMS, FULL_TEXT = f"{DICTIONARY}_trigrams", f"{TEXTS}_words"
TOKENS = "unicode61 remove_diacritics 2"


def functions():
    """SQLite asks this application instead (register_functions)."""
    return ()


def register_functions(connection):
    """Give a new connection what its triggers ask for."""
    connection.create_function("known_as", -1, folding.known_as, deterministic=True)


def _column(model, name):
    return model._meta.get_field(name).column


def add_words(model, row="n", rows=None):
    """The statements that put the words of a row, or of all rows of a table, into the index and the dictionary."""
    texts = ", ".join(f'{row}."{_column(model, name)}"' for name in model.searched_by)
    each = f"json_each(known_as({texts})) e"
    source = f"{rows} {row}, {each}" if rows else each
    parts = [f"json_extract(e.value, '$[{n}]')" for n in range(3)]
    yield f"INSERT OR IGNORE INTO {DICTIONARY} (word, bones, letters) SELECT {', '.join(parts)} FROM {source}"
    yield f"INSERT INTO {WORDS} (word, record, root) SELECT {parts[0]}, {row}.id, {row}.root FROM {source}"


def _add_text(model):
    text, there = f'NEW."{_column(model, model.searched_text)}"', "WHERE NEW.removed_at IS NULL"
    yield f"INSERT INTO {TEXTS} (record, root) SELECT NEW.id, NEW.root {there}"
    yield f"INSERT INTO {FULL_TEXT} (rowid, text) SELECT t.id, {text} FROM {TEXTS} t WHERE t.record = NEW.id"


def _drop_text(model):
    text, place = f'OLD."{_column(model, model.searched_text)}"', f"FROM {TEXTS} t WHERE t.record = OLD.id"
    yield f"INSERT INTO {FULL_TEXT} ({FULL_TEXT}, rowid, text) SELECT 'delete', t.id, {text} {place}"
    yield f"DELETE FROM {TEXTS} WHERE record = OLD.id"


def add_texts(model, rows):
    """The statements that put the texts of all rows of a table into the index."""
    yield f"INSERT INTO {TEXTS} (record, root) SELECT id, root FROM {rows} WHERE removed_at IS NULL"
    text = f'n."{_column(model, model.searched_text)}"'
    yield f"INSERT INTO {FULL_TEXT} (rowid, text) SELECT t.id, {text} FROM {TEXTS} t JOIN {rows} n ON n.id = t.record"


def _differ(columns):
    return " OR ".join(f'NEW."{column}" IS NOT OLD."{column}"' for column in columns)


def keeping(model):
    """Yield (what for, event, condition, body) of the triggers on a model's table."""
    if model.searched_by:
        yield "words", "INSERT", "", "; ".join(add_words(model, "NEW"))
        gone = f"SELECT word FROM {WORDS} WHERE record = NEW.id"
        lonely = f"NOT EXISTS (SELECT 1 FROM {WORDS} f WHERE f.word = {DICTIONARY}.word AND f.record <> NEW.id)"
        drop = [
            f"DELETE FROM {DICTIONARY} WHERE word IN ({gone}) AND {lonely}",
            f"DELETE FROM {WORDS} WHERE record = NEW.id",
        ]
        when = _differ([_column(model, name) for name in model.searched_by])
        yield "words", "UPDATE", when, "; ".join([*drop, *add_words(model, "NEW")])
        yield "words", "DELETE", "", "; ".join(drop).replace("NEW.id", "OLD.id")
    if model.searched_text:
        yield "text", "INSERT", "", "; ".join(_add_text(model))
        when = _differ([_column(model, model.searched_text), "removed_at"])
        yield "text", "UPDATE", when, "; ".join([*_drop_text(model), *_add_text(model)])
        yield "text", "DELETE", "", "; ".join(_drop_text(model))


def dictionary():
    """Yield (what for, event, body) of the triggers that keep the dictionary's trigrams."""
    yield "comes", "INSERT", f"INSERT INTO {TRIGRAMS} (rowid, word) VALUES (NEW.id, NEW.word)"
    yield "leaves", "DELETE", f"INSERT INTO {TRIGRAMS} ({TRIGRAMS}, rowid, word) VALUES ('delete', OLD.id, OLD.word)"


def emptied():
    """The statements that empty the index; nothing of a deleted text stays in FTS5's segments."""
    yield f"DELETE FROM {WORDS}"
    yield f"DELETE FROM {DICTIONARY}"
    yield f"DELETE FROM {TEXTS}"
    for table in (TRIGRAMS, FULL_TEXT):
        yield f"INSERT INTO {table} ({table}) VALUES ('delete-all')"


def shape():
    """What the migration makes beside the tables."""
    return [
        f"CREATE VIRTUAL TABLE {TRIGRAMS} USING fts5(word, content='', tokenize='trigram')",
        f"CREATE VIRTUAL TABLE {FULL_TEXT} USING fts5(text, content='', tokenize='{TOKENS}')",
        # The words that stand in both, to be read and compared.
        f"CREATE VIRTUAL TABLE {TRIGRAMS}_seen USING fts5vocab({TRIGRAMS}, instance)",
        f"CREATE VIRTUAL TABLE {FULL_TEXT}_seen USING fts5vocab({FULL_TEXT}, instance)",
    ]


def content(cursor):
    """All that stands in the index, to be compared with what would be made anew."""
    cursor.execute(f"SELECT word, record, root FROM {WORDS}")
    words = sorted(cursor.fetchall())
    cursor.execute(f"SELECT word, bones, letters FROM {DICTIONARY}")
    dictionary = sorted(cursor.fetchall())
    for table, seen in ((DICTIONARY, TRIGRAMS), (TEXTS, FULL_TEXT)):
        named = "word" if table == DICTIONARY else "record"
        cursor.execute(f'SELECT t.{named}, s.term, s."offset" FROM {seen}_seen s LEFT JOIN {table} t ON t.id = s.doc')
        dictionary += sorted(cursor.fetchall(), key=str)
    cursor.execute(f"SELECT record, root FROM {TEXTS}")
    return words, dictionary, sorted(cursor.fetchall())


def begins(word):
    """(condition on the dictionary, values): words that begin so."""
    return "word >= %s AND word < %s", [word, word + "\U0010ffff"]


def near(word, mistakes):
    """(condition on the dictionary, values): words about as long, with at least one of the same trigrams."""
    parts = {word[n : n + 3] for n in range(len(word) - 2)}
    if not parts:
        return "1 = 0", []
    wanted = " OR ".join(f'"{part}"' for part in sorted(parts))
    condition = f"id IN (SELECT rowid FROM {TRIGRAMS} WHERE {TRIGRAMS} MATCH %s) AND length(word) BETWEEN %s AND %s"
    return condition, [wanted, len(word) - mistakes, len(word) + mistakes]


def texts_with(typed):
    """(SELECT of the records in whose text all that was typed stands, values); see cases.search.texts."""
    wanted, never = ([f'"{" ".join(words)}" *' for words in some] for some in parts_of(typed))
    if not wanted:
        return f"SELECT record FROM {TEXTS} WHERE 1 = 0", []
    asked = " AND ".join(wanted) + "".join(f" NOT {words}" for words in never)
    place = f"SELECT rowid FROM {FULL_TEXT} WHERE {FULL_TEXT} MATCH %s"
    return f"SELECT record FROM {TEXTS} WHERE id IN ({place})", [asked]
