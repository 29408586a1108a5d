"""The map of partners and the resources that people suggested, in a report and its data."""

import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from consultation.guide import Consultation
from consultation.records import Snapshot
from consultation.suggestions import Sort, Suggestion, Verdict, grown
from reports.chapters.whole import whole
from reports.data.partners import PARTNERS
from reports.document import Items, Part, Table
from reports.render import page_of, write_report
from storage.snapshot_json import packed, unpacked
from tests.reports.documents import chapter, every, text
from tests.reports.snapshots import FINDER, person, said, snapshot

AT = datetime(2030, 3, 1, tzinfo=UTC)


def suggested(sort: Sort, name: str, verdict: Verdict | None = Verdict.APPROVED, **details: str) -> Suggestion:
    made = Suggestion(f"ID{len(name)}", "partnerships", sort, name, AT, details)
    return made.after(verdict, AT) if verdict else made


PARTNERS_NAMED = (
    suggested(Sort.PARTNER, "<b>The</b> archive | of *all*", region="north", kind="glam", level="our whole country"),
    suggested(Sort.PARTNER, "A school"),
    suggested(Sort.PARTNER, "Nobody has read this", None),
    suggested(Sort.PARTNER, "Nobody wants this", Verdict.REFUSED),
)
READ = (
    suggested(Sort.RESOURCE, "A handbook", link="https://example.org/a b", language="en"),
    suggested(Sort.RESOURCE, "A trap", link="javascript:alert(1)"),
)


def with_lists() -> Snapshot:
    bare = snapshot([person("ana", said("A small grant.", "funding"))])
    return replace(bare, consultation=grown(bare.consultation, PARTNERS_NAMED, READ))


def front(known: Snapshot, language: str = "en") -> str:
    blocks = chapter(whole(page_of(known, language=language, finder=FINDER)), "reading")
    tables = [text(cell) for one in every(Table, blocks) for row in one.rows for cell in row]
    listed = [text(line) for one in every(Items, blocks) for line in one.lines]
    return "\n".join([*(text(part.title) for part in every(Part, blocks)), *tables, *listed])


def test_what_was_approved_stands_in_the_front_matter() -> None:
    told = front(with_lists())
    for words in (
        "The map of partners",
        "<b>The</b> archive | of *all*",
        "glam",
        "our whole country",
        "North",
        "A handbook",
    ):
        assert words in told
    assert "Nobody has read this" not in told
    assert "Nobody wants this" not in told


def test_without_partners_there_is_no_map() -> None:
    assert "The map of partners" not in front(snapshot([person("ana", said("A small grant.", "funding"))]))


def test_it_is_data_too() -> None:
    page = page_of(with_lists(), language="en", finder=FINDER)
    assert list(PARTNERS.rows(page)) == [
        ("<b>The</b> archive | of *all*", "glam", "our whole country", "north"),
        ("A school", None, None, None),
    ]


def test_what_people_wrote_is_text_in_every_file(tmp_path: Path) -> None:
    for path in write_report(
        with_lists(), language="en", finder=FINDER, out=tmp_path / "report", formats=("html", "md", "wikitext")
    ):
        made = path.read_text(encoding="utf-8")
        assert "<b>The</b> archive" not in made
        assert 'href="javascript:' not in made


def test_an_edition_pins_them_and_one_from_before_opens_without() -> None:
    known = with_lists()
    words = {
        answer.id: answer.current for record in known.rounds for one in record.participations for answer in one.answers
    }
    again: Consultation = unpacked(packed(known), words).consultation
    assert again.partners == known.consultation.partners
    assert again.resources == known.consultation.resources
    older = json.loads(zlib.decompress(packed(known)))
    for name in ("partners", "partner_kinds", "targets"):
        del older["snapshot"]["consultation"][name]
    opened = unpacked(zlib.compress(json.dumps(older).encode()), words).consultation
    assert (opened.partners, opened.partner_kinds, opened.targets) == ((), (), ())
