"""The README shows what the code has: roles and states as its tables say, pictures that exist, commands that do."""

import re
from io import BytesIO

import pytest
from django.core.management import call_command, get_commands
from PIL import Image

from cases.access.roles import ROLES
from config import readme
from sanctions.models import Sanction
from sanctions.workflow import ORDER_STEPS, STEPS
from tests.gallery import IMAGES, LARGEST, PICTURES
from tests.processes import ROOT

TEXT = readme.README.read_text(encoding="utf-8")
SHOWN = dict(re.findall(r'<img src="\.github/images/([\w-]+)\.png"[^>]* alt="([^"]+)"', TEXT))


def test_what_the_readme_shows_of_the_tables_is_what_they_say():
    assert readme.renewed(TEXT) == TEXT, "run `make readme`"


@pytest.mark.parametrize("name", readme.PARTS)
def test_a_copy_that_is_out_of_date_is_found_and_put_right(name):
    part = readme.printed()[name]
    old = TEXT.replace(part, part.splitlines()[0])
    assert old != TEXT
    assert readme.renewed(old) == TEXT


def test_a_part_without_its_place_is_an_error():
    with pytest.raises(LookupError, match="roles"):
        readme.renewed(TEXT.replace("<!-- end of roles -->", ""))


def test_every_role_and_every_step_is_told(capsys):
    call_command("readme")
    told = capsys.readouterr().out
    assert all(f"| {role.label} | {rule.sentence} |" in told for role, rule in ROLES.items())
    assert all(readme.in_words(step) in told for step in STEPS | ORDER_STEPS)


def test_a_diagram_begins_joins_and_ends():
    lines = readme.diagram(Sanction.State, Sanction.State.RECEIVED, ORDER_STEPS).splitlines()
    assert "    [*] --> RECEIVED" in lines
    assert "    QUERIED --> IN_FORCE: confirm, bind" in lines
    ends = {line.split()[0] for line in lines if line.endswith("--> [*]")}
    assert ends == {"ENDED", "REVOKED", "REPLACED"}


def test_every_picture_is_shown_with_words_for_who_does_not_see_it():
    assert SHOWN.keys() == {picture.name for picture in PICTURES}
    assert {path.stem for path in IMAGES.iterdir()} == SHOWN.keys()
    assert all(len(words.split()) >= 5 for words in SHOWN.values())


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_as_large_as_its_window(picture):
    image = (IMAGES / f"{picture.name}.png").read_bytes()
    assert len(image) <= LARGEST
    assert Image.open(BytesIO(image)).size == picture.size


def test_every_command_the_readme_names_exists():
    makefile = (ROOT / "Makefile").read_text()
    assert set(re.findall(r"manage\.py (\w+)", TEXT)) <= set(get_commands())
    assert not [target for target in re.findall(r"`make (\w+)", TEXT) if f"\n{target}:" not in makefile]
