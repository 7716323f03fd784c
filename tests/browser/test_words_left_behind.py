"""After people worked, with a word of its own in every text of a case: none lies at the broker, in a log, in a file's
name, nor in any table beside the record (law 15).
"""

import json

import pytest
import redis

from tests.needs import redis_url
from tests.processes import wait_until
from tests.seen import WORD

pytestmark = pytest.mark.timeout(300)
PLANT = (
    "from django.utils import timezone; from tests.canary import Canary; from tests.cast import TestCast;"
    "canary = Canary(TestCast(timezone.now())); print(canary.case.id, len(canary.words))"
)
LEFT = "import json; from tests import sinks; print(json.dumps(sinks.left_behind('mails', 'task arguments')))"
WAITING = "SELECT 1 FROM reports_document WHERE state IN ('waiting', 'making')"
TYPED = "kx8000zq =1+1 <b>{{ 7*7 }}</b>"


def at_the_broker(service):
    """Every key of this service at Redis, with what lies under it."""
    prefix = service.env["CELERY_BROKER_PREFIX"]
    with redis.Redis.from_url(redis_url()) as client:
        read = {
            b"string": client.get,
            b"list": lambda key: client.lrange(key, 0, -1),
            b"set": client.smembers,
            b"hash": client.hgetall,
            b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        }
        keys = client.scan_iter(match=f"{prefix}*")
        return [("redis", f"{key} {read[client.type(key)](key)}") for key in keys]


def in_files(service):
    """Names of files under DATA_DIR, the logs of the processes, and what the schedule keeps."""
    paths = [path for path in service.data.rglob("*") if path.is_file()]
    texts = [path for path in paths if path.suffix == ".log" or path.name.startswith("schedule")]
    return [("file names", str(path)) for path in paths] + [
        ("logs" if path.suffix == ".log" else "schedule", path.read_text(errors="replace")) for path in texts
    ]


def everywhere(service):
    tables = json.loads(service.manage("shell", "-v", "0", "-c", LEFT).stdout.splitlines()[-1])
    return [*at_the_broker(service), *in_files(service), *map(tuple, tables)]


def work(service, sign_in, case):
    """An officer writes, in vain and to good purpose, and has a document made; the person has a copy made."""
    page = sign_in("officer")
    for path in ("/cases/", f"/cases/{case}/", f"/cases/{case}/record/"):
        page.goto(path)
    page.goto(f"/cases/{case}/entries/new/")
    page.locator('main [name="text"]').fill(TYPED)
    press(page)
    page.goto(f"/reports/{case}/new/compliance-report/")
    press(page)
    own = sign_in("person")
    own.goto("/my/documents/")
    press(own)


def press(page):
    with page.expect_navigation():
        page.locator('main form[method="post"] button').last.click()


def knock(visitor):
    """Somebody signs in with a name and a password that are none."""
    page = visitor.open("/accounts/login/")
    page.locator('[name="login"]').fill("kx8001zq")
    page.locator('[name="password"]').fill("kx8002zq")
    with page.expect_navigation():
        page.locator('main form[method="post"] button').first.click()


@pytest.mark.rule(8, 47)
def test_nothing_of_what_people_read_and_write_lies_beside_the_record(service, visitor, sign_in):
    service.worker.kill()
    case, planted = service.manage("shell", "-v", "0", "-c", PLANT).stdout.split()[-2:]
    assert int(planted) > 200
    work(service, sign_in, case)
    knock(visitor)
    found = at_the_broker(service)
    service.worker.start()
    wait_until(lambda: not service.sql(WAITING), "the documents to be made")
    found += everywhere(service)
    assert {sink for sink, _text in found} >= {"redis", "logs", "file names", "session rows", "cache rows", "job rows"}
    leaked = {(sink, word) for sink, text in found for word in WORD.findall(text)}
    assert not leaked
    made = "SELECT count(*) FROM reports_document WHERE state = 'ready' AND asked_at > now() - interval '10 minutes'"
    assert service.sql(made) >= [(2,)]


def test_whatever_lay_there_would_be_seen(service):
    prefix = service.env["CELERY_BROKER_PREFIX"]
    spoilt = {kind: f"kx990{number}zq" for number, kind in enumerate(("key", "string", "list", "set", "hash", "zset"))}
    with redis.Redis.from_url(redis_url()) as client:
        client.set(f"{prefix}{spoilt['key']}", 1)
        client.set(f"{prefix}string", spoilt["string"])
        client.rpush(f"{prefix}list", spoilt["list"])
        client.sadd(f"{prefix}set", spoilt["set"])
        client.hset(f"{prefix}hash", "field", spoilt["hash"])
        client.zadd(f"{prefix}zset", {spoilt["zset"]: 1})
    assert set(spoilt.values()) <= words(at_the_broker(service))
    (service.data / "kx9910zq.pdf").touch()
    with service.web.log_path.open("a") as log:
        log.write("kx9911zq")
    assert {"kx9910zq", "kx9911zq"} <= words(in_files(service))


def words(found):
    return {word for _sink, text in found for word in WORD.findall(text)}
