"""The index on PostgreSQL: words folded by functions made of the same tables as Python's, trigrams, full text."""

from cases.search import folding
from cases.search.tables import FoundBy, KnownWord, TextOf
from cases.search.texts import parts_of

WORDS, DICTIONARY, TEXTS = FoundBy._meta.db_table, KnownWord._meta.db_table, TextOf._meta.db_table
FOLDED, WORDS_OF, BONES, LETTERS, TEXT = (
    f"rec_{name}" for name in ("folded(text)", "words(text[])", "bones(text)", "letters(text)", "text(text)")
)


def _literal(text):
    return "'" + text.replace("'", "''") + "'"


def _translated(inner, table, dropped=""):
    """translate() of single letters; what is dropped has no letter to become."""
    return f"translate({inner}, {_literal(''.join(table) + dropped)}, {_literal(''.join(table.values()))})"


def _replaced(inner, pairs):
    for old, new in pairs:
        inner = f"replace({inner}, {_literal(old)}, {_literal(new)})"
    return inner


def _undoubled(inner):
    return f"regexp_replace({inner}, {_literal(folding.DOUBLED)}, '\\1', 'g')"


def _folded():
    """What folding.folded says; most names are plain ASCII and take the short way."""
    marks = f"regexp_replace(normalize($1, NFKD), {_literal(folding.MARKS)}, '', 'g')"
    letters = _translated(_replaced(marks, folding.SEVERAL), folding.ONE, folding.UNHEARD)
    short = _translated("$1", {chr(n): chr(n).lower() for n in range(65, 91)}, "'`")
    either = f"CASE WHEN octet_length($1) = char_length($1) THEN {short} ELSE {letters} END"
    parted = f"btrim(regexp_replace({either}, {_literal(folding.PARTS)}, ' ', 'g'))"
    return f" SELECT {_undoubled(_replaced(parted, folding.SOUNDS))} "


def _words():
    together = _undoubled("replace(f, ' ', '')")
    few = f"f LIKE '% %' AND f NOT LIKE {_literal('% ' * folding.TOGETHER + '%')}"
    return (
        " WITH t AS MATERIALIZED (SELECT public.rec_folded(t) AS f FROM unnest($1) t)"
        " SELECT DISTINCT w FROM (SELECT regexp_split_to_table(f, ' ') AS w FROM t"
        f" UNION ALL SELECT {together} FROM t WHERE {few}) e WHERE w <> '' "
    )


def _function(name, result, body):
    return name, f"CREATE FUNCTION {name} RETURNS {result} LANGUAGE sql IMMUTABLE AS $body${body}$body$"


def functions():
    """Yield (name, CREATE statement) of what folds."""
    yield _function(FOLDED, "text", _folded())
    yield _function(WORDS_OF, "SETOF text", _words())
    bones = _translated("$1", folding.CONSONANTS, folding.SILENT)
    yield _function(BONES, "text", f" SELECT {_undoubled(bones)} ")
    in_order = "string_agg(c, '' ORDER BY c COLLATE \"C\")"
    yield _function(LETTERS, "text", f" SELECT coalesce({in_order}, '') FROM regexp_split_to_table($1, '') c ")
    # Full text in any language: its words as they stand, accents off, no list of words that do not count.
    off = f"regexp_replace(normalize($1, NFKD), {_literal(folding.MARKS)}, '', 'g')"
    plain = f"CASE WHEN octet_length($1) = char_length($1) THEN $1 ELSE {off} END"
    yield _function(TEXT, "tsvector", f" SELECT to_tsvector('pg_catalog.simple', {plain}) ")


def _texts(model):
    return "ARRAY[" + ", ".join(f'n."{_column(model, name)}"' for name in model.searched_by) + "]"


def _column(model, name):
    return model._meta.get_field(name).column


def add_words(model, rows):
    """The statements that put the words of a source's rows into the index, and new ones into the dictionary."""
    found = f"FROM {rows} n, public.rec_words({_texts(model)}) w"
    yield (
        f"INSERT INTO {DICTIONARY} (word, bones, letters) SELECT w, public.rec_bones(w), public.rec_letters(w)"
        # Asked word by word, by its index: as a join, the whole dictionary would be read for a few words.
        f" FROM (SELECT DISTINCT w {found}) d WHERE (SELECT k.word FROM {DICTIONARY} k WHERE k.word = d.w) IS NULL"
        f" ORDER BY w ON CONFLICT (word) DO NOTHING"
    )
    yield f"INSERT INTO {WORDS} (word, record, root) SELECT w, n.id, n.root {found}"


def add_texts(model, rows):
    """The statement that puts the texts of a source's rows into the index; what was removed has none."""
    text, there = f'n."{_column(model, model.searched_text)}"', " WHERE n.removed_at IS NULL"
    yield f"INSERT INTO {TEXTS} (record, root, words) SELECT n.id, n.root, public.rec_text({text}) FROM {rows} n{there}"


# Words that nobody has any more leave the dictionary at once; meanwhile nobody else adds any. The lock comes before
# one's own words: of two who had added some already, neither would ever get it.
HOLD_WORDS = f"LOCK TABLE {DICTIONARY} IN SHARE ROW EXCLUSIVE MODE; "
FORGET_WORDS = (
    f"DELETE FROM {DICTIONARY} k WHERE word = ANY(gone) AND NOT EXISTS (SELECT 1 FROM {WORDS} f WHERE f.word = k.word);"
)


def _changed(columns):
    both = ", ".join(f'"{column}"' for column in ("id", "root", *columns))
    return f"ids := ARRAY(SELECT id FROM (SELECT {both} FROM new_rows EXCEPT SELECT {both} FROM old_rows) c); "


def keeping(model):
    """Yield (what for, event, DECLARE, body) of the triggers on a model's table."""
    ids = " DECLARE ids uuid[]; gone text[];"
    some = "(SELECT * FROM new_rows WHERE id = ANY(ids))"
    if model.searched_by:
        yield "words", "INSERT", "", "; ".join(add_words(model, "new_rows")) + "; RETURN NULL;"
        body = _changed([_column(model, name) for name in model.searched_by])
        body += "IF cardinality(ids) = 0 THEN RETURN NULL; END IF; "
        body += HOLD_WORDS + f"gone := ARRAY(SELECT DISTINCT word FROM {WORDS} WHERE record = ANY(ids)); "
        body += f"DELETE FROM {WORDS} WHERE record = ANY(ids); " + "; ".join(add_words(model, some)) + "; "
        yield "words", "UPDATE", ids, body + FORGET_WORDS + " RETURN NULL;"
        gone = "ids := ARRAY(SELECT id FROM old_rows); " + HOLD_WORDS
        gone += f"gone := ARRAY(SELECT DISTINCT word FROM {WORDS} WHERE record = ANY(ids)); "
        gone += f"DELETE FROM {WORDS} WHERE record = ANY(ids); {FORGET_WORDS} RETURN NULL;"
        yield "words", "DELETE", ids, gone
    if model.searched_text:
        yield "text", "INSERT", "", "; ".join(add_texts(model, "new_rows")) + "; RETURN NULL;"
        body = _changed([_column(model, model.searched_text), "removed_at"])
        body += "IF cardinality(ids) = 0 THEN RETURN NULL; END IF; "
        body += f"DELETE FROM {TEXTS} WHERE record = ANY(ids); " + "; ".join(add_texts(model, some))
        yield "text", "UPDATE", ids, body + "; RETURN NULL;"
        gone = f"DELETE FROM {TEXTS} WHERE record IN (SELECT id FROM old_rows); RETURN NULL;"
        yield "text", "DELETE", "", gone


def emptied():
    """The statements that empty the index."""
    return [f"TRUNCATE {WORDS}, {DICTIONARY}, {TEXTS}"]


def shape():
    """What the migration makes beside the tables: trigrams, the words of texts, and their indexes."""
    return [
        "CREATE EXTENSION IF NOT EXISTS pg_trgm",
        f"CREATE INDEX known_word_trigrams ON {DICTIONARY} USING gin (word gin_trgm_ops) WITH (fastupdate = off)",
        f"ALTER TABLE {TEXTS} ADD COLUMN words tsvector NOT NULL",
        f"CREATE INDEX text_words ON {TEXTS} USING gin (words)",
    ]


def content(cursor):
    """All that stands in the index, to be compared with what would be made anew."""
    cursor.execute(f"SELECT word, record, root FROM {WORDS}")
    words = sorted(cursor.fetchall())
    cursor.execute(f"SELECT word, bones, letters FROM {DICTIONARY}")
    dictionary = sorted(cursor.fetchall())
    cursor.execute(f"SELECT record, root, words::text FROM {TEXTS}")
    return words, dictionary, sorted(cursor.fetchall())


def begins(word):
    """(condition on the dictionary, values): words that begin so. A folded word holds no sign that LIKE knows."""
    return "word LIKE %s", [f"{word}%"]


def near(word, mistakes):
    """(condition on the dictionary, values): words about as long, with enough of the same trigrams."""
    return "word %% %s AND length(word) BETWEEN %s AND %s", [word, len(word) - mistakes, len(word) + mistakes]


def texts_with(typed):
    """(SELECT of the records in whose text all that was typed stands, values); see cases.search.texts."""
    wanted, never = parts_of(typed)
    if not wanted:
        return f"SELECT record FROM {TEXTS} WHERE false", []
    asked = " & ".join([*map(_in_a_row, wanted), *("!" + _in_a_row(words) for words in never)])
    return f"SELECT record FROM {TEXTS} WHERE words @@ to_tsquery('pg_catalog.simple', %s)", [asked]


def _in_a_row(words):
    """Words that follow each other, the last by its beginning; they are letters and digits alone."""
    return "(" + " <-> ".join([*(f"'{word}'" for word in words[:-1]), f"'{words[-1]}':*"]) + ")"
