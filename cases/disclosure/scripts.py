"""What makes two ways of writing a word the same word: scripts, sounds, and words that tell nothing. Data."""

TATWEEL = "\u0640"


def _table(pairs) -> dict:
    """Letter to what follows it."""
    return {pair[0]: pair[1:] for pair in pairs.split()}


# Letters that no decomposition turns into plain Latin ones: other Latin letters, Cyrillic, Greek.
LATIN = {
    **_table("øo łl đd ðd ıi æae œoe þth"),
    **_table(
        "аa бb вv гg ґg дd еe єe жzh зz иi іi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыi ь эe юiu яia"
    ),
    **_table("αa βb γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υi φf χkh ψps ωo"),
}
# What sounds alike in names of many languages.
ALIKE = {"y": "i", "w": "v", "j": "i", "q": "k"}
PAIRS = {"ae": "a", "oe": "o", "ue": "u", "ph": "f", "ck": "k", "kh": "h", "gh": "g", "dh": "d", "ei": "e"}

# Scripts that write no vowels: their consonants in Latin, to be compared with those of the same name in Latin.
CONSONANTS = {
    **_table("بb تt ثt جg حh خh دd ذd رr زz سs شs صs ضd طt ظz غg فf قk كk لl مm نn هh گg پp چs"),
    **_table("בb גg דd הh זz חh טt כk ךk לl מm םm נn ןn סs פf ףf צz ץz קk רr שs תt"),
}
SILENT = frozenset("اأإآىةءؤئويعאועי")
_VOWELS = frozenset("aeiouv")


def is_unvowelled(word) -> bool:
    """Whether a word stands in a script that writes no vowels."""
    return any(letter in CONSONANTS or letter in SILENT for letter in word)


def consonants(word) -> str:
    """The consonants of a word, in Latin, none of them doubled."""
    plain = word.replace("sh", "s").replace("th", "t").replace("c", "k")
    found = [CONSONANTS.get(letter, letter) for letter in plain if letter not in SILENT | _VOWELS]
    return "".join(letter for n, letter in enumerate(found) if n == 0 or found[n - 1] != letter)


# Words of names and addresses that are nobody's.
PARTICLES = (
    "a al an and at bin bint da das de del den der des di do dos du el et ibn im in la le les of the ter van von zu "
    "mr mrs ms m mme dr ال"
)
# Names that are also words of every day: by themselves they tell nothing.
COMMON = (
    "april art august bell bill black blanche brown church day dean faith field fleur franc gay good grace green hall "
    "hill home hope house hunter joy june king lake lane lang long love march mark may mill min moon noel page petit "
    "place pont price rich rock rose short small stone sue wall west white will wood young"
)
STREETS = (
    "allee avenue boulevard calle chaussee chemin close court crescent drive gardens gasse hof kade lane laan path "
    "place platz plein quai road route rue square steeg strasse straat street via way weg"
)
SHORT_STREETS = {
    "st": "street",
    "str": "strasse",
    "rd": "road",
    "ln": "lane",
    "av": "avenue",
    "ave": "avenue",
    "bd": "boulevard",
    "blvd": "boulevard",
    "pl": "place",
    "sq": "square",
    "ch": "chemin",
}
