"""Files that mean harm: refused soon, in little memory, with a reason."""

import contextlib
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rushes.turnover.dialects import bounded_xml
from rushes.turnover.dialects.bounded_xml import open_xml
from rushes.turnover.dialects.fcpxml import read, write
from rushes.turnover.dialects.wording import NotThisDialect
from tests.turnover.fcpxml.foreign import compound, film
from tests.turnover.making import double, double_clip, grid_cut

LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
NESTED = "".join(
    compound(f"m{n}", f'<ref-clip ref="m{n + 1}" offset="0s" duration="9s"/>' * 10) for n in range(20)
)
ITSELF = compound("m0", '<ref-clip ref="m0" offset="0s" duration="9s"/>')
READS = """
import re, sys
from pathlib import Path
from rushes.turnover.dialects.fcpxml import read
from rushes.turnover.dialects.wording import NotThisDialect
try:
    read(Path(sys.argv[1]).read_bytes())
except NotThisDialect as refusal:
    print(refusal)
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
"""The peak is the kernel's for this program alone: `ru_maxrss` goes on from the one that started it."""
OPENED = '<ref-clip ref="m0" offset="3600s" duration="9s"/>'


@pytest.mark.needs("linux")
@pytest.mark.parametrize(
    ("data", "because"),
    [
        (f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><fcpxml>&l9;</fcpxml>'.encode(), "Entit"),
        (b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><fcpxml>&a;</fcpxml>', "Entit"),
        (b"<a>" * 10_000_000, "nested more than 200 deep"),
        (b"<fcpxml>" + b"<a/>" * 2_000_000, "more than 500000 elements"),
        (b"<fcpxml><a " + b"".join(b'a%d="1" ' % n for n in range(1_000_000)) + b"/>", "one of its tags"),
        (b" " * (bounded_xml.MOST_BYTES + 1), "bytes, more than"),
        (b"<fcpxml>" + b"\xff" * 1000, "not well-formed"),
        (film(OPENED, media=NESTED), "have no end"),
        (film(OPENED, media=ITSELF), "have no end"),
    ],
    ids=["laughs", "passwd", "deep", "wide", "attributes", "big", "bytes", "tree", "itself"],
)
def test_what_attacks_is_refused_soon_and_in_little_memory(data: bytes, because: str, tmp_path: Path) -> None:
    """Two seconds each and under a gigabyte on an idle machine; a minute is far too much anywhere.

    It is read in a process of its own, whose memory is nobody else's.
    """
    file = tmp_path / "attack.fcpxml"
    file.write_bytes(data)
    answer = subprocess.run(
        [sys.executable, "-c", READS, file], capture_output=True, text=True, check=True, timeout=60
    )
    refusal, peak = answer.stdout.rsplit("\n", 2)[:2]
    assert because in refusal
    assert int(peak) < 2**20, "in KiB"


def test_a_document_type_that_lies_elsewhere_is_not_fetched() -> None:
    assert open_xml(b'<!DOCTYPE fcpxml SYSTEM "http://127.0.0.1:9/x.dtd"><fcpxml/>', "XML").tag == "fcpxml"


WRITTEN = (write(grid_cut()), write(double([("1.1", double_clip(), 20, 60)])), film(OPENED, media=ITSELF))
ODD = ("", "0s", "-5s", "1/3s", "1/0s", "99999999999s", "r1", "r2", "0", "1", "-3", "audio", "none", "m0")
TAGS = (
    "asset-clip",
    "clip",
    "sync-clip",
    "ref-clip",
    "mc-clip",
    "audition",
    "gap",
    "video",
    "audio",
    "spine",
)


@given(
    data=st.sampled_from(WRITTEN),
    values=st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(ODD)), max_size=6),
    tags=st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(TAGS)), max_size=3),
)
@settings(max_examples=200)
def test_a_file_that_somebody_garbled_is_read_or_refused(
    data: bytes, values: list[tuple[int, str]], tags: list[tuple[str, str]]
) -> None:
    """Attributes that say something else, elements that became others: nothing else is raised."""
    text = data.decode()
    for number, value in values:
        found = list(re.finditer('="([^"]*)"', text))
        one = found[number % len(found)]
        text = text[: one.start(1)] + value + text[one.end(1) :]
    for one_tag, other in tags:
        text = re.sub(f"(</?){one_tag}(?=[ >])", rf"\1{other}", text)
    with contextlib.suppress(NotThisDialect):
        read(text.encode())


def test_times_beyond_all_clocks_are_only_numbers() -> None:
    """Nothing is counted frame by frame: a clip of the age of the universe is one clip."""
    long = "9999999999999999999s"
    story = f'<asset-clip ref="close" offset="3600s" start="0s" duration="{long}" srcEnable="video"/>'
    assert read(film(story)).placed[0].record_out == 9999999999999999999 * 25
