"""The embedded broker: whoever looks while something is being written finds it whole, or finds nothing yet."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from queue import Empty
from uuid import uuid4

import pytest
from kombu import Connection

import config.celery  # noqa: F401 (what filesystem:// stands for)

WRITERS, EACH = 2, 1500


@pytest.fixture
def folders(tmp_path):
    """The settings of a broker in folders of its own."""
    for name in ("messages", "done"):
        (tmp_path / name).mkdir()
    return {
        "data_folder_in": str(tmp_path / "messages"),
        "data_folder_out": str(tmp_path / "messages"),
        "processed_folder": str(tmp_path / "done"),
        "control_folder": str(tmp_path / "control"),
    }


def channel(folders):
    return Connection("filesystem://", transport_options=folders).channel()


def write(folders, writer):
    """What a process does that rings: another one than the worker that reads."""
    out = channel(folders)
    for number in range(EACH):
        out._put("celery", {"key": f"{writer}-{number}"})


def test_each_message_is_read_once_and_whole_while_others_are_being_written(folders):
    found, here = [], channel(folders)
    with ProcessPoolExecutor(WRITERS, mp_context=get_context("spawn")) as together:
        writing = [together.submit(write, folders, writer) for writer in range(WRITERS)]
        while not all(each.done() for each in writing) or here._size("celery"):
            with suppress(Empty):
                found.append(here._get("celery")["key"])
    assert sorted(found) == sorted(f"{writer}-{number}" for writer in range(WRITERS) for number in range(EACH))


def test_a_table_that_many_begin_at_once_is_never_empty(folders):
    """The first who bind a queue to an exchange all write its table."""
    for _time in range(40):
        exchange = f"at-once-{uuid4()}"

        def bind(number, exchange=exchange):
            here = channel(folders)
            here._queue_bind(exchange, "", "", f"queue-{number}")
            return {queue for _key, _pattern, queue in here.get_table(exchange)}

        with ThreadPoolExecutor(8) as together:
            seen = list(together.map(bind, range(8)))
        assert all(f"queue-{number}" in queues for number, queues in enumerate(seen))
        assert len(channel(folders).get_table(exchange)) == 8
