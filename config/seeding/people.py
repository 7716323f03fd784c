"""Who is supervised: names out of Faker's lists, and what a person needs, by the shares."""

from functools import cache

from faker import Faker

from config.seeding import shares

NAMES, STREETS = 400, 300
OWN = "Valmerian"


@cache
def _names(locale, sex):
    """Given and family names as one language has them."""
    faker = Faker(locale)
    faker.seed_instance(f"{locale} {sex}")
    given = faker.first_name_female if sex == "f" else faker.first_name_male
    return [given() for _ in range(NAMES)], [faker.last_name() for _ in range(NAMES)]


@cache
def _streets():
    faker = Faker("en_GB")
    faker.seed_instance("streets")
    return [faker.street_name() for _ in range(STREETS)]


def name(draw, locale, sex) -> tuple[str, str]:
    """An invented given and family name."""
    given, family = _names(locale, sex)
    return draw.choice(given), draw.choice(family)


def person(draw) -> dict:
    """The fields of an invented person but for birth and reference."""
    sex = shares.SEX.at(draw.random())
    if shares.IS_FOREIGN.at(draw.random()):
        nationality, language, locale, interpreted = shares.ORIGINS.at(draw.random())
    else:
        (language, locale), nationality, interpreted = shares.LANGUAGES.at(draw.random()), OWN, 0
    given_names, family_name = name(draw, locale, sex)
    reads, reading_need = shares.READING.at(draw.random())
    return {
        "given_names": given_names,
        "family_name": family_name,
        "sex": sex,
        "nationality": nationality,
        "language": language,
        "interpreter": draw.randrange(100) < interpreted,
        "reads": reads,
        "reading_need": reading_need,
        "disability_need": shares.DISABILITY.at(draw.random()),
    }


def contact_points(draw) -> list[tuple[str, str]]:
    """Where an invented person can be reached; no such number exists."""
    address = f"{draw.randrange(1, 180)} {draw.choice(_streets())}, Northbridge"
    return [("address", address), ("phone", f"555 {draw.randrange(10_000):04}")]
