"""The demonstration: sample respondents talk to the real interview, and a report is made of what was kept.

Nothing is written past the interview but what a facilitator does: opening and closing rounds, setting answers aside,
coding by hand. Imports everyone.
"""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.editions.reporting import Made, make_report
from config.loading import find_consultation
from config.progress import Progress
from config.sample import Judged, Person, Said, read_sample
from config.settings import Settings
from config.time_and_chance import SeededTokens, SteppedClock
from config.wiring import Deployment
from consultation.errors import InvalidInput, NotAllowed
from consultation.facilitation import ACTOR, close, launch
from consultation.interview import Interview
from consultation.messages import Button, Incoming
from consultation.moderating import set_aside
from consultation.records import Answer, Aside, Participation
from consultation.rounds import Kind, Round
from reports.formats import FORMATS

SHIPPED = "partnerships"
PAUSE = timedelta(hours=7, minutes=50)
"""Between one respondent and the next, so that a round takes the days that a round takes."""

BEGINS = datetime(2019, 9, 20, 9, 0, tzinfo=UTC)
LASTS = timedelta(days=21)
MARK = ".palabre-demo"
"""A file by which a folder is known to hold a demonstration and nothing else: only such a one is replaced."""


@dataclass
class Speaker:
    """A sample respondent at the interview: writes, and presses only buttons that are on offer."""

    person: Person
    interview: Interview
    deployment: Deployment
    launched: Round
    identity: str
    offered: tuple[Button, ...] = ()
    messages: int = 0

    def press(self, data: str) -> None:
        """Press a button; raise `NotAllowed` where the interview does not offer it."""
        if data not in {button.data for button in self.offered}:
            choices = ", ".join(button.data for button in self.offered)
            raise NotAllowed(f"sample respondent {self.person.name}: {data!r} is not on offer, only: {choices}")
        self._send(button=data)

    def write(self, text: str) -> None:
        """Write a message."""
        self.messages += 1
        self._send(text=text)

    def edit(self, text: str) -> None:
        """Edit the last message."""
        self._send(text=text, edited=True)

    def kept(self) -> Participation:
        """Return what the store holds of this person in this round."""
        found = self.deployment.store.recall(self.identity, "", self.launched.id).participation
        if found is None:
            raise NotAllowed(f"sample respondent {self.person.name} is not known")
        return found

    def _send(self, *, text: str = "", button: str = "", edited: bool = False) -> None:
        incoming = Incoming(
            identity=self.identity,
            delivery=self.deployment.tokens.token(16),
            message=f"{self.identity}:{self.launched.id}:{self.messages}",
            at=self.deployment.clock.now(),
            text=text,
            button=button,
            edited=edited,
            language=self.person.language,
        )
        for reply in self.interview.hear(incoming):
            self.offered = reply.buttons


def run_demo(out: Path, progress: Progress) -> Made:
    """Run the whole way into ``out`` and return the report that was made.

    Raises `InvalidInput` where ``out`` holds something that is no demonstration.
    """
    _clear(out)
    clock = SteppedClock(BEGINS)
    settings = Settings(home=out / "home", database="", site="")
    deployment = Deployment(settings, clock=clock, tokens=SeededTokens("demo")).remembering()  # as a bot does
    people = read_sample(find_consultation(SHIPPED))
    rounds = [_hold(deployment, clock, kind, people, progress) for kind in (Kind.QUESTIONS, Kind.DRAFTS)]
    progress("Writing the report", 0, 1)
    together = [known.id for known in reversed(rounds)]
    made = make_report(deployment, together, formats=tuple(FORMATS), base=out / "report")
    progress("Writing the report", 1, 1)
    return made


def _clear(out: Path) -> None:
    """Make ``out`` an empty folder for a demonstration."""
    if out.exists() and any(out.iterdir()):
        if not (out / MARK).exists():
            raise InvalidInput("this folder holds something else; give an empty or a new one", where=f"--out {out}")
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARK).touch()


def _hold(
    deployment: Deployment, clock: SteppedClock, kind: Kind, people: tuple[Person, ...], progress: Progress
) -> Round:
    """Hold one round: launch it, hear everyone who takes part, review as a facilitator, close it."""
    now = deployment.clock.now()
    consultation = deployment.consultation(SHIPPED)
    launched = launch(
        deployment.store,
        consultation,
        reference=SHIPPED,
        kind=kind,
        guide=consultation.guides[0].id,
        opens=now,
        closes=now + LASTS,
        now=now,
        tokens=deployment.tokens,
    )
    taking_part = [person for person in people if (person.questions if kind is Kind.QUESTIONS else person.drafts)]
    interview, identities = deployment.interview(), deployment.identities()
    for done, person in enumerate(taking_part, 1):
        identity = identities.hashed("demo", person.name)
        _take_part(Speaker(person, interview, deployment, launched, identity))
        clock.time += PAUSE
        progress(f"Round on {kind}: {len(taking_part)} respondents", done, len(taking_part))
    return close(deployment.store, launched.id, now=deployment.clock.now())


def _take_part(speaker: Speaker) -> None:
    """Say everything the person has to say in this round, to the end they choose."""
    person = speaker.person
    speaker.write(f"/start {speaker.launched.code}")
    speaker.press("agree")
    if speaker.launched.kind is Kind.QUESTIONS:
        said = [(answer, _answer(speaker, answer)) for answer in person.questions]
    else:
        said = [pair for judged in person.drafts for pair in _judge(speaker, judged)]
    for answer, answer_id in said:
        _take_back(speaker, answer, answer_id)
    if person.ends == "forget":
        speaker.write("/forget")
        speaker.press("erase")
        return
    _finish(speaker, said)
    _facilitate(speaker.deployment, said)


def _answer(speaker: Speaker, said: Said) -> str:
    """Answer a question, or write freely from the menu; return the answer's id."""
    if said.question:
        speaker.press(f"q:{said.question}")
    return _say(speaker, said)


def _say(speaker: Speaker, said: Said) -> str:
    for message in said.messages:
        speaker.write(message)
    if said.edit:
        speaker.edit(said.edit)
    answer_id = speaker.kept().answers[-1].id
    speaker.press("done")
    return answer_id


def _judge(speaker: Speaker, judged: Judged) -> list[tuple[Said, str]]:
    """Take a position on a draft, say why and what is missing."""
    speaker.press(f"d:{judged.draft}")
    speaker.press(f"side:{judged.draft}:{judged.stance}")
    said = []
    research = judged.stance in ("study", "not-now")
    for part in (None if research else judged.why, judged.missing or (judged.why if research else None)):
        if part:
            said.append((part, _say(speaker, part)))
        elif any(button.data.startswith("skip:") for button in speaker.offered):
            speaker.press(f"skip:{judged.draft}")
    return said


def _take_back(speaker: Speaker, said: Said, answer_id: str) -> None:
    if said.withdraw:
        speaker.write("/withdraw")
        speaker.press(f"take-back:{answer_id}")
        speaker.press("back")


def _finish(speaker: Speaker, said: list[tuple[Said, str]]) -> None:
    """Review, correct, allow quoting, describe oneself; or leave in the middle."""
    person = speaker.person
    if person.ends == "pause":
        return
    speaker.press("finish")
    for answer, answer_id in said:
        if answer.correct and not answer.withdraw:
            _correct(speaker, answer, answer_id)
    if person.quoting and any(button.data == "go-on" for button in speaker.offered):
        speaker.press("go-on")
        speaker.press(f"quote:{person.quoting}")
        _describe(speaker)
    if person.ends == "stop":
        speaker.write("/stop")
        speaker.press("keep")


def _correct(speaker: Speaker, said: Said, answer_id: str) -> None:
    """Put right the themes heard, where they are not right already."""
    speaker.press(f"open:{answer_id}")
    speaker.press(f"correct:{answer_id}")
    for action, themes in said.correct.items():
        for theme in themes:
            heard = theme in _answer_of(speaker, answer_id).current.themes
            if heard == (action == "remove"):
                speaker.press(f"theme:{answer_id}:{theme}")
    speaker.press("back")
    speaker.press("back")


def _describe(speaker: Speaker) -> None:
    """Answer the questions about oneself, skipping what the person does not tell."""
    told = speaker.person.attributes
    for attribute in speaker.deployment.consultation(SHIPPED).attributes:
        values = told.get(attribute.id, ())
        if values and not attribute.choices:
            speaker.write(values[0])
            continue
        for value in values:
            speaker.press(f"pick:{attribute.id}:{value}")
        if attribute.several or not values:
            speaker.press(f"skip:{attribute.id}")


def _answer_of(speaker: Speaker, answer_id: str) -> Answer:
    answer = speaker.kept().answer(answer_id)
    if answer is None:
        raise NotAllowed(f"sample respondent {speaker.person.name} has no answer {answer_id}")
    return answer


def _facilitate(deployment: Deployment, said: list[tuple[Said, str]]) -> None:
    """Do what a facilitator does afterwards: set aside what does not belong, code by hand."""
    for answer, answer_id in said:
        if answer.aside:
            now = deployment.clock.now()
            set_aside(deployment.store, answer_id, Aside(answer.aside), now=now, by=ACTOR)
    deployment.store.code((answer_id, answer.themes) for answer, answer_id in said)
