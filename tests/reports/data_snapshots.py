"""A snapshot that has something for every table of the data, and one in which what must not leak is planted."""

from dataclasses import replace

from consultation.checking.quality import ModelQuality
from consultation.codebook import Source, Span, Tag
from consultation.codebooks.emergence import Proposal
from consultation.editions import Cause, Superseded
from consultation.guide import Partner
from consultation.loop.echoes import Judged
from consultation.loop.responses import Response, Subject, Verdict
from consultation.records import IMPORTED, Answer, Consent, Participation, Snapshot
from nlp.alike import StarGrouper
from tests.reports.snapshots import LIST, OPENED, crowd, missing, person, said, snapshot, takes, token, town, why
from tests.reports.test_emerging import BOATS, TEXTS
from tests.reports.test_quality_text import QUALITY


def tagged(answer: Answer, *tags: tuple[str, Source, str]) -> Answer:
    """Return an answer with tags: a theme, who heard it, and the words that are its evidence, "" for none."""
    revision = answer.current
    made = tuple(Tag(theme, source, 0.87654, _spans(revision.text, words)) for theme, source, words in tags)
    return replace(answer, revisions=(replace(revision, tags=made),))


def _spans(text: str, words: str) -> tuple[Span, ...]:
    start = text.find(words)
    return (Span(start, start + len(words), words),) if words else ()


TRAINING = (
    "We need training for new volunteers in every town.",
    "Training for new volunteers, please, in every town of ours.",
    "New volunteers need training in every town, and a dry room to meet in.",
)
REST = (
    "Purple giraffes waltz slowly around the frozen harbour tonight.",
    *(f"Nobody asked me in {month} whether the questions are clear." for month in ("May", "June", "July", "August")),
    *(f"The survey of {place} was long and dull." for place in ("Ghent", "Lyon", "Oslo", "Porto")),
)

LONG_WAY = "Ask ana@example.org first 👍🏽: the grant, and tools, and bo@example.org after."


def asked() -> list[Participation]:
    return [
        person(
            "ana",
            tagged(
                said(LONG_WAY),
                ("funding", "cue", "grant"),
                ("tools", "model", ""),
                ("equity", "cue", "grant"),
                ("process", "cue", "and bo@example.org after"),
                ("gone", "respondent", ""),
            ),
            region="north",
        ),
        person("bo", said("Des outils simples, s’il vous plaît.", "tools", language="fr"), language="fr"),
        person("cy", said("نريد تمويلا صغيرا", "funding", language="ar", source="label"), language="ar", region="east"),
        person("di", said("Freely said: =1+1", "tools", item="", source="reviewer"), region="south"),
        person("ed", said("Only counted.", "tools"), quoting="paraphrase", people=12),
        person("fa", said("Taken off.", "tools", refused=("tools",), coded=("funding", "tools"))),
        person("gi", said("Nothing there", coded=())),
        *[person(f"boat{n}", said(text)) for n, text in enumerate(TEXTS)],
        *[person(f"training{n}", said(text, "process")) for n, text in enumerate((*TRAINING, *REST))],
        *crowd(12, "equity", region="south"),
        *crowd(12, "funding", start=12, region="south"),
        *crowd(9, "equity", start=24, region="north"),
        *crowd(9, "funding", start=33, region="north"),
    ]


def on_drafts() -> list[Participation]:
    few = [person(f"s{n}", takes("support", on="2"), why(f"Number {n} is for it.", on="2")) for n in range(6)]
    return [
        *few,
        person("t", takes("oppose", on="2"), why("Who would build them?", "tools", on="2")),
        person("ana", takes("support"), why("It would help at once.", "funding")),
        person("bo", takes("oppose"), why("It would not help anybody.", "funding"), language="fr"),
        person("cy", takes("changes"), why("Only for the small ones."), missing("An upper limit.")),
        person("ed", takes("study", on="3"), missing("Who pays today?", on="3")),
        replace(
            person("hu", takes("none", on="2"), said("A file said so.", item="")), consent=Consent(IMPORTED, OPENED)
        ),
    ]


GROUPER = StarGrouper()
PARTNERS = (Partner('=The; archive, "A"', "glam", "local", "north"), Partner("مكتبة"))
"""One told whole, in signs that a file may stumble over, and one of which only the name is known."""


def imported(one: Participation) -> Participation:
    return replace(one, consent=Consent(IMPORTED, OPENED))


def everything(*more: Participation) -> Snapshot:
    """Return two rounds with something in each table; ``more`` took part in the first."""
    boats: Proposal = BOATS
    taken = snapshot(
        [*asked(), *more],
        on_drafts(),
        consultation=replace(town(), timezone="Pacific/Auckland", partners=PARTNERS),
        identities=21,
        erased=1,
        proposals=(boats,),
        non_answers=frozenset({token("Nothing there")}),
        model=ModelQuality(3, 1200, 0.51239, 0.4),
        supersedes=Superseded("R1", 1, {Cause.EDITED: 1}, frozenset()),
        responses=(
            Response(Subject("2", LIST), Verdict.PARTLY, {"en": "Two of the three tools.", "fr": "Deux."}, OPENED),
            Response(Subject(theme="equity"), Verdict.OPEN, {"fr": "On en parle en mai."}, OPENED),
        ),
        judged=(Judged("R1", 1, asked=40, yes=20, not_quite=5, wrong=7),),
    )
    first, *others = taken.rounds
    return replace(taken, rounds=(replace(first, quality=QUALITY), *others))


SECRETS = {
    "paraphrase": "Kestrels nest behind the old mill.",
    "withdrawn": "Otters swim under the third bridge.",
    "consent": "Badgers dig below the chapel wall.",
    "off the record": "Herons wait beside the broken lock.",
    "set aside": "Weasels run along the tram line.",
    "none": "Martens climb over the school roof.",
}
ADDRESS = "martha.planted@example.org"
ORGANISATION = "Zwickmühle e.V."


def planted() -> list[Participation]:
    """Return people whose words, names or groups no file may hold; the last two are alone in their region."""
    words = SECRETS
    return [
        person("kestrel", said(words["paraphrase"], "tools"), quoting="paraphrase", organisation=ORGANISATION),
        person("otter", said(words["withdrawn"], "tools", withdrawn=OPENED)),
        person("badger", said(words["consent"], "tools"), agreed=False),
        person("heron", said(words["off the record"], "tools"), on_record=False),
        person("weasel", said(words["set aside"], "tools", aside="spam")),
        person("marten", said(words["none"], "tools"), quoting="none"),
        person("martha", tagged(said(f"Write to {ADDRESS} today."), ("tools", "cue", ADDRESS)), region="islands"),
        person("mia", said("We islanders want tools.", "tools"), region="islands"),
    ]
