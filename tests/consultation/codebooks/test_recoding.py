"""What becomes of themes, and of what people coded, from one version of a codebook to the next."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from consultation.codebook import Codebook, Tag, Tagged, Theme
from consultation.codebooks.changes import (
    TextChange,
    ThemeChange,
    continuations,
    origins,
    text_changes,
    theme_changes,
    unknown_origins,
)
from consultation.codebooks.recoding import OWN, Fate, Recoded, Recoder, Recoding, open_codes
from consultation.records import Answer, Part, Piece, Revision

NOW = datetime(2024, 3, 1, tzinfo=UTC)


def book(version: int = 1, /, **was: str) -> Codebook:
    """Return a codebook of these themes, each with the ids that it was, parted by spaces."""
    return Codebook(
        version,
        tuple(Theme(name, {}, {}, {}, {}, {}, was=tuple(old.split())) for name, old in was.items()),
        f"v{version}",
    )


def answered(*tags: Tag, coded: tuple[str, ...] | None = None, refused: tuple[str, ...] = ()) -> Answer:
    revision = Revision(1, NOW, (Piece("m", "words"),), "en", tags, refused, "v1")
    return Answer("A", "", Part.ANSWER, (revision,), coded=coded)


def recoded(answer: Answer, old: Codebook, new: Codebook, *heard: str) -> Recoded:
    return Recoder.between(old, new).recoded(answer, Tagged("en", tuple(Tag(theme, "cue") for theme in heard)), at=NOW)


def by(theme: str) -> Tag:
    return Tag(theme, "respondent")


# Themes


def test_each_kind_of_change_is_named() -> None:
    old = book(kept="", before="", a="", b="", whole="", part="", gone="")
    new = book(2, kept="", after="before", ab="a b", half="whole", other="whole", part="", off="part", fresh="")
    assert theme_changes(old, new) == (
        ThemeChange("added", (), ("fresh",)),
        ThemeChange("renamed", ("before",), ("after",)),
        ThemeChange("merged", ("a", "b"), ("ab",)),
        ThemeChange("split", ("whole",), ("half", "other")),
        ThemeChange("split", ("part",), ("part", "off")),
        ThemeChange("retired", ("gone",), ()),
    )
    assert theme_changes(new, new) == ()


def test_a_theme_may_take_another_in() -> None:
    assert theme_changes(book(a="", b=""), book(2, a="b")) == (ThemeChange("merged", ("a", "b"), ("a",)),)


def test_what_is_left_over_from_an_earlier_change_says_nothing_of_this_one() -> None:
    second = book(2, a="", b="a")
    third = book(3, a="", b="a", c="")
    assert theme_changes(second, third) == (ThemeChange("added", (), ("c",)),)
    assert continuations(second, third) == {"a": ("a",), "b": ("b",), "c": ("c",)}
    took_in = book(2, a="a b")
    assert theme_changes(took_in, replace(took_in, version=3)) == ()
    assert unknown_origins(book(2, b="gone"), third.themes[1]) == ("a",)
    assert unknown_origins(book(2, b="a"), third.themes[1]) == ()


def test_what_a_theme_says_otherwise_is_told_by_part_and_language() -> None:
    a = Theme("a", {"en": "A"}, {}, {"en": ("x", "y")}, {"en": {"z": ("p",)}}, {}, ("1",))
    b = Theme("b", {"en": "B"}, {"fr": "d"}, {"en": ("y", "q")}, {}, {}, ("1", "2"))
    merged = Theme(
        "a", {"en": "A"}, {"fr": "e"}, {"en": ("x", "y", "q", "new")}, {}, {"en": "Why?"}, ("1", "2"), ("b",)
    )
    assert text_changes(Codebook(1, (a, b)), Codebook(2, (merged, Theme("c", {"en": "C"}, {}, {}, {}, {})))) == (
        TextChange("a", "label", "en", (), ("B",)),
        TextChange("a", "definition", "fr", ("e",), ("d",)),
        TextChange("a", "probe", "en", ("Why?",), ()),
        TextChange("a", "cues", "en", ("new",), ()),
        TextChange("a", "needs", "en", (), ("z + p",)),
    )


# Human codes


def test_renaming_and_merging_carry_codes_along() -> None:
    old, new = book(a="", b="", c=""), book(2, ab="a b", d="c")
    done = recoded(answered(by("b"), Tag("c", "reviewer"), Tag("a", "cue"), coded=("b", "c", "a")), old, new, "d")
    assert done.answer.coded == ("ab", "d")
    assert done.answer.current.tags == (by("ab"), Tag("d", "reviewer"))
    assert {(code.mark, code.theme, code.fate, code.onto) for code in done.codes} == {
        ("coded", "a", Fate.CARRIED, ("ab",)),
        ("coded", "b", Fate.CARRIED, ("ab",)),
        ("coded", "c", Fate.CARRIED, ("d",)),
        ("respondent", "b", Fate.CARRIED, ("ab",)),
        ("reviewer", "c", Fate.CARRIED, ("d",)),
    }


def test_of_two_tags_that_become_one_the_first_stays() -> None:
    done = recoded(answered(Tag("b", "reviewer"), by("a")), book(a="", b=""), book(2, ab="a b"))
    assert done.answer.current.tags == (Tag("ab", "reviewer"),)
    assert [code.fate for code in done.codes] == [Fate.CARRIED, Fate.CARRIED]


def test_the_words_stay_and_the_version_before_too() -> None:
    before = answered(Tag("a", "cue"))
    after = recoded(before, book(a=""), book(2, b="a"), "b").answer
    assert after.revisions[0] == before.current
    assert after.current == Revision(2, NOW, before.current.pieces, "en", (Tag("b", "cue"),), (), "v2")


def test_a_split_is_decided_by_what_is_heard_where_it_is_one_part() -> None:
    old, new = book(whole=""), book(2, one="whole", two="whole", third="whole")
    answer = answered(by("whole"), coded=("whole",))
    heard = recoded(answer, old, new, "two")
    assert (heard.answer.coded, heard.answer.current.tags) == (("two",), (by("two"),))
    for parts in ((), ("one", "two")):
        unclear = recoded(answer, old, new, *parts)
        assert unclear.answer.coded == ()
        assert unclear.answer.current.themes == parts
        assert {code.fate for code in unclear.codes} == {Fate.OPEN}
        assert {code.onto for code in unclear.codes} == {("one", "two", "third")}


def test_an_open_code_waits_until_a_person_has_chosen_a_part() -> None:
    answer = answered(coded=("one",))
    codes = [Recoding("A", 2, "coded", "whole", fate, ("one", "two")) for fate in Fate]
    other = Recoding("A", 2, "coded", "whole", Fate.OPEN, ("two", "three"))
    gone = Recoding("B", 2, "coded", "whole", Fate.OPEN, ("two", "three"))
    assert list(open_codes([*codes, other, gone], [answer])) == [other]


def test_what_nobody_continues_counts_no_more_and_is_told() -> None:
    done = recoded(answered(by("gone"), coded=("gone", "a"), refused=("gone",)), book(a="", gone=""), book(2, a=""))
    assert (done.answer.coded, done.answer.current.tags, done.answer.current.refused) == (("a",), (), ())
    assert Counter(code.fate for code in done.codes) == {Fate.RETIRED: 3, Fate.CARRIED: 1}


def test_a_theme_that_was_taken_off_stays_off_in_all_its_parts() -> None:
    done = recoded(answered(refused=("whole",)), book(whole=""), book(2, whole="", off="whole"), "whole", "off")
    assert (done.answer.current.tags, done.answer.current.refused) == ((), ("whole", "off"))
    merged = recoded(answered(refused=("a",)), book(a="", b=""), book(2, ab="a b"), "ab")
    assert (merged.answer.current.tags, merged.answer.current.refused) == ((), ("ab",))


def test_what_was_taken_off_does_not_silence_what_it_was_merged_with() -> None:
    old, new = book(a="", b=""), book(2, ab="a b")
    for standing in (Tag("b", "cue"), by("b")):
        done = recoded(answered(standing, refused=("a",)), old, new, "ab")
        assert (done.answer.current.themes, done.answer.current.refused) == (("ab",), ())
        assert [code.fate for code in done.codes if code.mark == "refused"] == [Fate.OPEN]


def test_what_was_taken_off_silences_itself_and_what_may_or_may_not_have_been_meant() -> None:
    still_heard = recoded(answered(Tag("a", "cue"), refused=("a",)), book(a=""), book(2, b="a"), "b")
    assert (still_heard.answer.current.themes, still_heard.answer.current.refused) == ((), ("b",))
    old, new = book(a="", whole=""), book(2, x="a whole", y="whole")
    split_too = recoded(answered(Tag("whole", "cue"), refused=("a",)), old, new, "x", "y")
    assert (split_too.answer.current.themes, split_too.answer.current.refused) == (("y",), ("x",))


# Whatever changes

IDS = ("a", "b", "c", "d")
NEW_IDS = ("a", "b", "x", "y")


@st.composite
def changes(draw: st.DrawFn, *, split: bool = True) -> tuple[Codebook, Codebook]:
    old = book(**dict.fromkeys(draw(st.lists(st.sampled_from(IDS), unique=True)), ""))
    new = draw(st.lists(st.sampled_from(NEW_IDS), unique=True))
    taken = {name for name in new if old.theme(name)}
    was: dict[str, str] = {}
    for name in new:
        named = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=2))
        named = [one for one in named if old.theme(one) and (split or one not in taken)]
        taken |= set(named)
        was[name] = " ".join(named)
    return old, book(2, **was)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    themes = st.lists(st.sampled_from(IDS), unique=True)
    tags = [Tag(name, draw(st.sampled_from(("cue", "respondent", "reviewer")))) for name in draw(themes)]
    refused = [name for name in draw(themes) if name not in {tag.theme for tag in tags}]
    return answered(*tags, coded=draw(st.none() | themes.map(tuple)), refused=tuple(refused))


HEARD = st.lists(st.sampled_from(NEW_IDS), unique=True)


def human(answer: Answer) -> Counter[tuple[str, str]]:
    current = answer.current
    own = [(tag.source, tag.theme) for tag in current.tags if tag.source in OWN]
    return Counter(
        [*(("coded", one) for one in answer.coded or ()), *(("refused", one) for one in current.refused), *own]
    )


@given(changes(), answers(), HEARD)
def test_no_code_is_lost(books: tuple[Codebook, Codebook], answer: Answer, heard: list[str]) -> None:
    old, new = books
    themes = {theme.id for theme in new.themes}
    done = recoded(answer, old, new, *(name for name in heard if name in themes))
    assert Counter((code.mark, code.theme) for code in done.codes) == human(answer)
    landed = {(code.mark, theme) for code in done.codes if code.fate is Fate.CARRIED for theme in code.onto}
    own_after = {theme for mark, theme in human(done.answer) if mark in OWN}
    assert {pair for pair in human(done.answer) if pair[0] not in OWN} == {one for one in landed if one[0] not in OWN}
    assert own_after == {theme for mark, theme in landed if mark in OWN}
    assert {theme for _, theme in human(done.answer)} <= themes
    assert set(done.answer.current.refused).isdisjoint(done.answer.current.themes)
    for code in done.codes:
        possible = {theme.id for theme in new.themes if code.theme in origins(old, theme)}
        possible |= {code.theme} & themes if not old.theme(code.theme) else set()
        assert (code.fate is Fate.RETIRED) == (not possible)
        assert set(code.onto) <= possible


@given(answers())
def test_nothing_changes_where_the_codebook_does_not(answer: Answer) -> None:
    same = book(a="", b="", c="", d="")
    machine = [tag.theme for tag in answer.current.tags if tag.source not in OWN]
    done = recoded(answer, same, book(2, a="", b="", c="", d=""), *machine)
    assert (done.answer.coded, done.answer.current.refused) == (answer.coded, answer.current.refused)
    assert sorted(done.answer.current.themes) == sorted(answer.current.themes)
    assert {code.fate for code in done.codes} <= {Fate.CARRIED}
    assert all(code.onto == (code.theme,) for code in done.codes)


@given(changes(split=False), st.data())
def test_two_steps_come_to_what_one_would(books: tuple[Codebook, Codebook], data: st.DataObject) -> None:
    old, middle = books
    renamed = {theme.id: data.draw(st.sampled_from(("p", "q", "r"))) for theme in middle.themes}
    last = book(
        3, **{name: " ".join(one for one, to in renamed.items() if to == name) for name in set(renamed.values())}
    )
    both = {
        name: " ".join(first for one, to in renamed.items() if to == name for first in _first(old, middle, one))
        for name in sorted(set(renamed.values()))
    }
    coded = tuple(data.draw(st.lists(st.sampled_from([theme.id for theme in old.themes] or ["-"]), unique=True)))
    answer = answered(coded=coded)
    step = recoded(answer, old, middle).answer
    steps = recoded(step, middle, last).answer.coded or ()
    assert sorted(steps) == sorted(recoded(answer, old, book(2, **both)).answer.coded or ())


def _first(old: Codebook, middle: Codebook, name: str) -> tuple[str, ...]:
    theme = middle.theme(name)
    return origins(old, theme) if theme else ()
