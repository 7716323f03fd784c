"""What the machine offers the tests: PostgreSQL, Redis, Chromium; each found, or missing with a reason."""

import getpass
import os
import shutil
from functools import cache

import psycopg
import redis

PARTS = ("postgres", "redis", "browser")


def required() -> set[str]:
    """The parts whose absence is a failure: REQUIRE=postgres,redis,browser."""
    names = {name.strip() for name in os.environ.get("REQUIRE", "").split(",") if name.strip()}
    if unknown := names - set(PARTS):
        raise ValueError(f"REQUIRE names unknown parts: {', '.join(sorted(unknown))}")
    return names


@cache
def postgres_url() -> str:
    """A PostgreSQL where databases and roles may be made: DATABASE_URL, or this machine's own; else empty."""
    user = getpass.getuser()
    guesses = [f"postgres://{name}@127.0.0.1:5432/postgres" for name in dict.fromkeys((user, "postgres"))]
    given = os.environ.get("DATABASE_URL", "")
    for url in [given] if given.startswith("postgres") else guesses:
        try:
            with psycopg.connect(url, connect_timeout=3, autocommit=True) as connection:
                may = "SELECT rolsuper OR (rolcreatedb AND rolcreaterole) FROM pg_roles WHERE rolname = user"
                if connection.execute(may).fetchone()[0]:
                    return url
        except psycopg.Error:
            continue
    return ""


@cache
def redis_url() -> str:
    """The Redis for brokers under test, never its first database; empty where none answers."""
    url = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/1")
    try:
        with redis.Redis.from_url(url, socket_connect_timeout=3) as client:
            client.ping()
    except redis.RedisError:
        return ""
    return url


@cache
def chromium() -> str:
    """The path of Chromium or Chrome; empty where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), "")


def missing(part: str) -> str:
    """Why `part` cannot be had here, as a sentence; empty when it can."""
    found, reason = {
        "postgres": (postgres_url, "no PostgreSQL answers where databases and roles may be created"),
        "redis": (redis_url, "no Redis answers at 127.0.0.1:6379 (TEST_REDIS_URL names another)"),
        "browser": (chromium, "Chromium is not installed"),
    }[part]
    return "" if found() else reason
