"""A project that lies or attacks is refused with a reason."""

from pathlib import Path

import pytest

from rushes.turnover.brought.bounds import NoTimeline
from rushes.turnover.brought.kinds import Kind, kind_of
from rushes.turnover.brought.reading import read_timeline
from rushes.turnover.dialects import mlt
from rushes.turnover.dialects.wording import NotThisDialect
from tests.turnover.making import grid_cut

HEAD = '<mlt><profile frame_rate_num="25" frame_rate_den="1"/>'
CHAIN = (
    '<chain id="c"><property name="resource">a.mov</property>'
    '<property name="mlt_service">avformat</property></chain>'
)


def playlist(**entry: str) -> str:
    told = " ".join(f'{name}="{value}"' for name, value in entry.items())
    return f'{HEAD}{CHAIN}<playlist id="p"><entry {told}/></playlist></mlt>'


BAD = {
    "no timeline": f"{HEAD}</mlt>",
    "no profile": "<mlt><tractor/></mlt>",
    "another root": "<xmeml/>",
    "a rate of nought": '<mlt><profile frame_rate_num="25" frame_rate_den="0"/><tractor/></mlt>',
    "a rate beyond all": f'<mlt><profile frame_rate_num="{"9" * 400}"/><tractor/></mlt>',
    "a track that is not there": f'{HEAD}<tractor><track producer="gone"/></tractor></mlt>',
    "a clip that is not there": playlist(producer="gone", out="4"),
    "out before in": playlist(producer="c", out="4").replace("out", 'in="9" out'),
    "no number": playlist(producer="c", out="1e9"),
    "longer than any film": playlist(producer="c", out="9" * 12),
    "itself": f'{HEAD}<tractor id="t"><track producer="t"/><track producer="t"/></tractor></mlt>',
    "entities": '<!DOCTYPE mlt [<!ENTITY a "b">]><mlt>&a;</mlt>',
    "depth": f"{HEAD}{'<tractor>' * 250}{'</tractor>' * 250}</mlt>",
    "damage": f"{HEAD}<tractor>",
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_refused(what: str) -> None:
    with pytest.raises(NotThisDialect):
        mlt.read(BAD[what].encode())


def test_so_it_is_where_anybody_brings_it(tmp_path: Path) -> None:
    film = tmp_path / "film.kdenlive"
    film.write_text(BAD["itself"])
    with pytest.raises(NoTimeline):
        read_timeline(film)


def test_it_is_known_by_its_content_alone() -> None:
    assert kind_of(mlt.write(grid_cut())) is Kind.MLT
