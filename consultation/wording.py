"""Every sentence that the interview says. Imports the standard library only.

English stands in the code, the other languages in ``locale/*.po``, which `config` reads and passes in. A sentence is
fixed, or a function from a voice and a scene to lines; `flow.MOVES` names them, ``"prompt"`` is the one of the state
arrived in.
"""

from collections.abc import Callable, Iterator

from consultation import naming, planning
from consultation.drafts.wording import changed_drafts, others
from consultation.flow import State
from consultation.guide import Consultation, Unit
from consultation.joining import Linking, Parting
from consultation.messages import FORWARDED, Line, Style
from consultation.phrases import CONSENT_TEXTS, FIXED, FIXED_PROMPTS, TOO_MANY_CODES
from consultation.records import Answer, Aside, Part, Quoting, Side, Stance
from consultation.reminding_words import reminding
from consultation.rounds import Kind, Round, Stage
from consultation.voice import Scene, Voice

Sentence = Callable[[Voice, Scene], Iterator[Line]]
FIRST_WORDS = 80
"""Code points by which somebody knows an answer of theirs again."""


# Arriving and consenting


def welcome(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Who asks, until when, how long it takes."""
    yield from asking(voice, scene.consultation, scene.round)


def asking(voice: Voice, asked: Consultation, launched: Round) -> Iterator[Line]:
    """What somebody reads of a round first, in private or in a group."""
    yield Line(voice.show(asked.title), Style.TITLE)
    invitation = voice(
        "{group} asks for your view. Answer in your own words, as much or as little as you like: {minutes} will do.",
        group=voice.show(asked.group),
        minutes=voice.several("{number} minute", "{number} minutes", asked.minutes),
    )
    yield Line(invitation)
    yield Line(voice.show(asked.summary))
    if launched.closes:
        yield Line(voice("Open until {moment}.", moment=voice.catalogue.moment(launched.closes, asked.timezone)))


def consent_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What is kept, published and for how long."""
    if not scene.round.takes_answers(scene.now):
        yield from round_closed(voice, scene)
        return
    yield Line(voice(CONSENT_TEXTS[0], days=_days_kept(voice, scene)))
    yield Line(voice(CONSENT_TEXTS[1]))
    yield Line(voice("Do you agree to take part?"))


def _days_kept(voice: Voice, scene: Scene) -> str:
    return voice.several("{number} day", "{number} days", scene.consultation.retention_days)


def preface(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Introduce the items: any order, any number."""
    guide = scene.consultation.guide(scene.round.guide)
    if guide:
        yield Line(voice.show(guide.preface))
    elif scene.round.kind is Kind.DRAFTS:
        yield Line(voice("These are draft recommendations. Take a position on any of them, in any order, and say why."))


# Answering


def agenda(voice: Voice, scene: Scene) -> Iterator[Line]:
    """All that the round asks about, in full; the buttons of the menu have only the titles."""
    if scene.round.takes_answers(scene.now):
        for number, question in enumerate(scene.questions(), 1):
            yield Line(f"{number}. {voice.show(question.text)}", Style.ITEM)
        for draft in scene.drafts():
            yield Line(f"{draft.id}. {voice.show(draft.title)}", Style.ITEM)


def menu(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What to do next, and how much is done."""
    items = scene.items()
    told = sum(map(scene.told, items))
    if not scene.round.takes_answers(scene.now):
        yield from round_closed(voice, scene)
    elif told:
        counts = {"told": str(told), "all": str(len(items))}
        yield Line(voice("You have spoken on {told} of {all}. Choose another, write freely, or finish.", **counts))
    elif scene.drafts():
        yield Line(voice("Choose a draft, in any order, or simply write what is on your mind."))
    else:
        yield Line(voice("Choose a question, in any order, or simply write what is on your mind."))


def question_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The question in hand, or room for a free contribution."""
    question = scene.question(scene.position.item)
    if question is None:
        yield Line(voice("Write freely: one message or several."))
        return
    yield Line(voice.show(question.text), Style.TITLE)
    yield Line(voice("Write one message or several."), Style.NOTE)


def kept(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The receipt of words: they are in the database by now."""
    answer = scene.participation.answer(scene.position.answer)
    if answer and len(answer.current.pieces) > 1:
        yield Line(voice("Kept, with what you wrote before."))
    else:
        yield Line(voice("Kept. You can go on writing."))


def probe(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The one follow-up: the theme's or question's own, else a general one."""
    own = scene.probe
    yield Line(voice.show(Unit("probe", own)) if own else voice("Could you say a little more, or give an example?"))


def draft_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """A draft's title and short text, and the question for a position."""
    draft = scene.draft(scene.position.item, scene.position.version)
    if draft is None:
        yield from menu(voice, scene)
        return
    yield Line(f"{draft.id}. {voice.show(draft.title)}", Style.TITLE)
    yield Line(voice.show(draft.short))
    yield Line(voice("Should this be studied?") if draft.kind == "research" else voice("What is your position?"))


def full_text(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The whole text of the draft in hand."""
    draft = scene.draft(scene.position.item, scene.position.version)
    if draft and draft.full:
        yield Line(voice.show(draft.full))
    else:
        yield Line(voice("The full text has not been entered yet; the short text is all there is here."))


def why_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """After a stance: the reasons."""
    stance = scene.participation.stance(scene.position.item, scene.position.version)
    if stance:
        yield Line(voice("Noted: {side}.", side=side_label(voice, stance.side)))
    yield Line(voice("Why? Write one message or several."))


def missing_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """After the reasons: what is missing."""
    draft = scene.draft(scene.position.item, scene.position.version)
    if draft and draft.kind == "research":
        yield Line(voice("Which question is missing?"))
    else:
        yield Line(voice("What is missing in this draft, or should change?"))


# One's own words


def review_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Read back everything that stands, with the themes heard."""
    answers = tuple(scene.participation.standing())
    positions = [stance for stance in scene.participation.stances if stance_stands(scene, stance.draft, stance.version)]
    if not answers and not positions:
        yield Line(voice("You have not said anything yet, or have withdrawn it."))
        return
    if answers:
        yield Line(voice.several("You gave {number} answer:", "You gave {number} answers:", len(answers)))
    for number, answer in enumerate(answers, 1):
        yield Line(f"{number}. {item_title(voice, scene, answer)}", Style.TITLE)
        yield Line(answer.current.text, Style.QUOTE)
        yield from notes_on(voice, scene, answer)
    for stance in dict.fromkeys((stance.draft, stance.version) for stance in positions):
        taken = scene.participation.stance(*stance)
        if taken:
            yield position_told(voice, taken)
    if answers:
        yield Line(voice("Choose an answer to change it, or go on."))


def position_told(voice: Voice, stance: Stance) -> Line:
    """A position on a draft."""
    return Line(voice("Draft {draft}: {side}", draft=stance.draft, side=side_label(voice, stance.side)))


def stance_stands(scene: Scene, draft: str, version: str) -> bool:
    """Say whether the person has a position on that version."""
    return scene.participation.stance(draft, version) is not None


def answer_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """One answer, whole."""
    answer = scene.participation.answer(scene.position.item)
    if answer is None or answer.withdrawn:
        yield from review_prompt(voice, scene)
        return
    yield Line(item_title(voice, scene, answer), Style.TITLE)
    yield Line(answer.current.text, Style.QUOTE)
    yield from notes_on(voice, scene, answer)


def notes_on(voice: Voice, scene: Scene, answer: Answer) -> Iterator[Line]:
    """Say what an author is to know of an answer: the themes heard in it, and whether it is set aside."""
    yield Line(themes_heard(voice, scene, answer), Style.NOTE)
    if answer.aside:
        reason = aside_reason(voice, answer.aside)
        yield Line(voice("A facilitator has set this aside ({reason}): it is in no report.", reason=reason), Style.NOTE)


def aside_reason(voice: Voice, reason: str) -> str:
    """Name why an answer is set aside; a reason of another kind stands as it was given."""
    return {
        Aside.ABUSE.value: voice("abuse"),
        Aside.SPAM.value: voice("spam"),
        Aside.OFF_TOPIC.value: voice("off topic"),
        Aside.PRIVATE_DATA.value: voice("private data"),
    }.get(reason, reason)


def item_title(voice: Voice, scene: Scene, answer: Answer) -> str:
    """Name what an answer is on."""
    question = scene.question(answer.item)
    if question:
        return voice.show(question.title)
    draft = scene.draft(answer.item, answer.draft_version)
    if draft is None:
        return voice("Free contribution")
    title = voice.show(draft.title)
    if answer.part is Part.MISSING:
        return voice("Draft {number}, what is missing: {title}", number=draft.id, title=title)
    return voice("Draft {number}, why: {title}", number=draft.id, title=title)


def themes_heard(voice: Voice, scene: Scene, answer: Answer) -> str:
    """Name the themes of an answer."""
    codebook = scene.consultation.codebook
    labels = [theme.label(voice.chain) for theme in codebook.themes if theme.id in answer.current.themes]
    if not labels:
        return voice("No theme recognised: a person will read it.")
    return voice("Themes heard: {themes}", themes=voice(", ").join(labels))


def correct_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask which themes fit."""
    answer = scene.participation.answer(scene.position.item)
    if answer:
        yield Line(answer.current.text, Style.QUOTE)
        yield Line(themes_heard(voice, scene, answer), Style.NOTE)
    yield Line(voice("Choose a theme to add it or take it off."))


def withdraw_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask what to withdraw."""
    answers = tuple(scene.participation.standing())
    if not answers and not any(stance.withdrawn is None for stance in scene.participation.stances):
        yield Line(voice("You have not said anything yet, or have withdrawn it."))
        return
    yield Line(voice("What would you like to withdraw?"))
    for number, answer in enumerate(answers, 1):
        yield Line(f"{number}. {item_title(voice, scene, answer)}", Style.TITLE)
        yield Line(answer.current.text, Style.QUOTE)


# The end


def quoting_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask whether and how words may be quoted."""
    yield Line(voice("May reports and later rounds quote your words? Your name never appears."))
    now = scene.participation.quoting
    if now:
        yield Line(voice("So far: {choice}", choice=quoting_label(voice, now)), Style.NOTE)


def describe_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask one thing about the person; each may be skipped."""
    attribute = scene.consultation.attribute(scene.position.item)
    if attribute is None:
        return
    first = attribute is scene.consultation.attributes[0]
    if first:
        yield Line(
            voice(
                "A few optional questions about you. They show who was heard and who was not; groups of fewer "
                "than five are never shown apart."
            )
        )
    yield Line(voice.show(attribute.question))


def described(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Thanks, and what happens next."""
    yield Line(voice("Thank you for taking part."), Style.TITLE)
    yield Line(voice.show(scene.consultation.next_steps))


def thanked_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What can be done until the round closes."""
    closes = scene.round.closes
    if scene.round.takes_answers(scene.now) and closes:
        until = voice.catalogue.moment(closes, scene.consultation.timezone)
        yield Line(
            voice(
                "Until {moment} you can add to your answers; you can change or withdraw them later too.",
                moment=until,
            )
        )
    else:
        yield Line(voice("You can change or withdraw your answers at any time."))


# At any time


def why(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Focus, rationale, and who asks."""
    asked = scene.consultation
    yield Line(voice("Why we ask"), Style.TITLE)
    for point in asked.focus:
        yield Line(f"• {voice.show(point)}", Style.ITEM)
    for paragraph in asked.rationale:
        yield Line(voice.show(paragraph))
    if asked.keywords:
        keywords = voice(", ").join(voice.show(keyword.label) for keyword in asked.keywords)
        yield Line(voice("Keywords: {keywords}", keywords=keywords), Style.NOTE)
    yield Line(voice("Who asks: {group}.", group=voice.show(asked.group)))
    for member in asked.members:
        yield Line(f"• {voice.isolated(member.name)}: {voice.isolated(', '.join(member.organisations))}", Style.ITEM)
    if asked.mailing_list:
        yield Line(voice("Write to the group: {address}", address=obfuscated(asked.mailing_list)), Style.NOTE)
    yield Line(voice.show(asked.attribution), Style.NOTE)


def obfuscated(address: str) -> str:
    """Return a mail address that people can read and harvesters cannot: ``name [at] example [dot] org``."""
    return address.replace("@", " [at] ").replace(".", " [dot] ")


def privacy(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What is kept, and the code by which a facilitator can erase it."""
    yield Line(voice("Your privacy"), Style.TITLE)
    yield Line(voice(CONSENT_TEXTS[0], days=_days_kept(voice, scene)))
    yield Line(voice(CONSENT_TEXTS[1]))
    if scene.participation.consent:
        yield code_told(voice, scene.participation.respondent)
    yield Line(voice("/export gives you all we hold about you, /forget erases it."))


def code_told(voice: Voice, respondent: str) -> Line:
    """A person's code, which is their pseudonym."""
    return Line(voice("Your code is {code}. Whoever knows it can have all your answers erased.", code=respondent))


def help_(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Every command in a line."""
    yield Line(voice("What you can do at any time"), Style.TITLE)
    for command in commands(voice):
        yield Line(command, Style.ITEM)


def commands(voice: Voice) -> tuple[str, ...]:
    """Return every command with what it does, ``/name: …`` each: help, and the menu of a chat."""
    return (
        voice("/menu: the questions or drafts"),
        voice("/why: what this is for, and who asks"),
        voice("/my: read, change or withdraw what you said"),
        voice("/withdraw: take back one answer or all"),
        voice("/language: change the language"),
        voice("/privacy: what is kept, and for how long"),
        voice("/export: a copy of all we hold about you"),
        voice("/report: the current report"),
        voice("/plan: what is planned, and when"),
        voice("/partners: the map of partners"),
        voice("/partner: name a partner for the map"),
        voice("/resources: what there is to read"),
        voice("/resource: suggest something to read"),
        voice("/link and /unlink: go on in another app as the same person"),
        voice("/stop: no more messages"),
        voice("/forget: erase everything"),
    )


def report(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Where the current report is."""
    if scene.edition is None and scene.remaking:
        yield Line(voice("The report is being made anew, because something in it was taken back. It is back soon."))
        return
    if scene.edition is None:
        yield Line(voice("There is no report yet. {next_steps}", next_steps=voice.show(scene.consultation.next_steps)))
        return
    made = voice.catalogue.moment(scene.edition.made, scene.consultation.timezone)
    yield Line(
        voice(
            "The current report is edition {number}, made on {moment}.", number=str(scene.edition.number), moment=made
        )
    )
    for number, paragraph in enumerate(scene.summary):
        yield Line(paragraph, Style.PLAIN if number else Style.TITLE)
    if scene.attached:
        yield Line(voice("The whole report is in the file."))
    if scene.site:
        yield Line(voice("Read it here: {address}", address=scene.site))
    elif not scene.attached:
        yield Line(voice("The working group publishes it on its own page."))


def linked(voice: Voice, scene: Scene) -> Iterator[Line]:
    """A code to go on elsewhere, or the outcome of giving one."""
    if not scene.argument:
        yield Line(voice("First agree to take part here; then /link gives you a code."))
    elif scene.argument.startswith("+"):
        yield Line(voice("In the other app, send: /link {code}", code=scene.argument.removeprefix("+")))
        yield Line(voice("The code works once, for fifteen minutes. Never give it to anyone else."), Style.NOTE)
    elif scene.outcome is Linking.JOINED:
        yield Line(voice("Linked. You are one person here and there, and counted once."))
    elif scene.outcome is Linking.LINKED:
        yield Line(voice("You are linked with another account already."))
        yield from where_to_part(voice)
    elif scene.outcome is Linking.LIMITED:
        yield Line(voice(TOO_MANY_CODES))
    else:
        yield Line(
            voice("That code does not work: it may be used or too old. In the other app, /link gives a new one.")
        )


def linking_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What one said here, before it becomes another account's: what shall become of it."""
    asked = scene.joining
    if asked is None:
        yield Line(voice("That code no longer works. In the other app, /link gives a new one."))
        return
    if asked.answers:
        yield Line(voice.several("You gave {number} answer here.", "You gave {number} answers here.", asked.answers))
    if asked.positions:
        yield Line(
            voice.several(
                "You took a position on {number} draft here.",
                "You took a position on {number} drafts here.",
                asked.positions,
            )
        )
    if not (asked.answers or asked.positions):
        yield Line(voice("You have withdrawn what you said here."))
    if asked.drafts:
        drafts = voice(", ").join(asked.drafts)
        yield Line(voice("Here and in the other app you took a position on the same drafts: {drafts}.", drafts=drafts))
    yield Line(voice("What should become of it when the two are linked?"))
    yield Line(
        voice("What comes along is counted once. What is left out appears nowhere while they are linked."), Style.NOTE
    )
    yield Line(voice("You are quoted as the stricter of your choices allows. /unlink undoes all this."), Style.NOTE)


def unlinked(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The outcome of unlinking."""
    if scene.outcome is Parting.ELSEWHERE:
        yield from where_to_part(voice)
    else:
        yield Line(voice("No longer linked.") if scene.outcome else voice("Nothing is linked here."))


def where_to_part(voice: Voice) -> Iterator[Line]:
    """Say where two accounts are parted: where they were joined."""
    yield Line(voice("To part the two, send /unlink in the app where you sent the code."))


def explain_prompt(voice: Voice, scene: Scene) -> Iterator[Line]:
    """Ask what an edition did not get right."""
    yield Line(voice("What did we not get right? Write one message, if you like."))
    if scene.echo and scene.echo.words:
        yield Line(scene.echo.words, Style.QUOTE)
        yield Line(voice("That is what you wrote so far; another message takes its place."), Style.NOTE)
    if len(scene.about) > 1:
        yield Line(voice("You can also choose which of your answers it is about."))
    yield Line(voice("Only those who review the answers read it; no report shows it."), Style.NOTE)


def first_words(text: str) -> str:
    """Return the first words of an answer on one line, cut at a word where there are more."""
    line = " ".join(text.split())
    if len(line) <= FIRST_WORDS:
        return line
    cut = line[: FIRST_WORDS - 1]
    return f"{cut.rsplit(' ', 1)[0] if ' ' in cut else cut}…"


def round_closed(voice: Voice, scene: Scene) -> Iterator[Line]:
    """The round takes no answers: not yet, or no more."""
    opens, closes, zone = scene.round.opens, scene.round.closes, scene.consultation.timezone
    if scene.round.stage is Stage.DRAFTED:
        yield Line(voice("This round opens on {moment}.", moment=voice.catalogue.moment(opens, zone)))
        return
    if closes:
        yield Line(
            voice(
                "This round closed on {moment}; new answers are no longer taken.",
                moment=voice.catalogue.moment(closes, zone),
            )
        )
    else:
        yield Line(voice("This round is closed; new answers are no longer taken."))
    yield Line(voice("You can still read, change or withdraw yours with /my."))
    yield Line(later(voice, scene))


def later(voice: Voice, scene: Scene) -> str:
    """Return where later input goes: as the consultation says, else its mailing list, else back to who invited them."""
    asked = scene.consultation
    if asked.later:
        return voice.show(asked.later)
    if asked.mailing_list:
        return voice("What comes later goes to the group: {address}", address=obfuscated(asked.mailing_list))
    return voice("Where later input goes, those who invited you can say.")


def only_text(voice: Voice, scene: Scene) -> Iterator[Line]:
    """What cannot be read, or is somebody else's, was not kept."""
    if scene.argument == FORWARDED:
        yield Line(voice("You forwarded that, so I have not kept it: please say it in your own words."))
    else:
        yield Line(voice("I can only read text. Nothing is lost: please put it into words."))


# Labels


def side_label(voice: Voice, side: Side) -> str:
    """Name a stance."""
    return {
        Side.SUPPORT: voice("Support"),
        Side.CHANGES: voice("Support with changes"),
        Side.OPPOSE: voice("Oppose"),
        Side.NONE: voice("No position"),
        Side.STUDY: voice("Study this"),
        Side.NOT_NOW: voice("Not now"),
    }[side]


def quoting_label(voice: Voice, quoting: Quoting) -> str:
    """Name a permission."""
    return {
        Quoting.VERBATIM: voice("Yes, as it is"),
        Quoting.PARAPHRASE: voice("In other words only"),
        Quoting.NONE: voice("No, not at all"),
    }[quoting]


PROMPTS: dict[State, Sentence] = {
    State.CONSENTING: consent_prompt,
    State.CHOOSING: menu,
    State.ANSWERING: question_prompt,
    State.WEIGHING: draft_prompt,
    State.ARGUING: why_prompt,
    State.COMPLETING: missing_prompt,
    State.REVIEWING: review_prompt,
    State.READING: answer_prompt,
    State.CORRECTING: correct_prompt,
    State.WITHDRAWING: withdraw_prompt,
    State.QUOTING: quoting_prompt,
    State.DESCRIBING: describe_prompt,
    State.SUGGESTING: naming.prompt,
    State.THANKED: thanked_prompt,
    State.LINKING: linking_prompt,
    State.JOINING: linking_prompt,
    State.EXPLAINING: explain_prompt,
}

SENTENCES: dict[str, Sentence] = {
    "agenda": agenda,
    "changed_drafts": changed_drafts,
    "described": described,
    "full_text": full_text,
    "help": help_,
    "kept": kept,
    "linked": linked,
    "only_text": only_text,
    "others": others,
    "partners": naming.partners,
    "plan": planning.plan,
    "preface": preface,
    "privacy": privacy,
    "probe": probe,
    "reminding": reminding,
    "report": report,
    "resources": naming.resources,
    "round_closed": round_closed,
    "unlinked": unlinked,
    "welcome": welcome,
    "why": why,
}


def say(name: str, voice: Voice, scene: Scene) -> Iterator[Line]:
    """Yield the lines of a sentence by its name; ``"prompt"`` is the one of the state the person is in."""
    if name == "prompt":
        state = scene.position.state
        yield from PROMPTS[state](voice, scene) if state in PROMPTS else _fixed(voice, FIXED_PROMPTS[state])
    else:
        yield from SENTENCES[name](voice, scene) if name in SENTENCES else _fixed(voice, FIXED[name])


def _fixed(voice: Voice, message: str) -> tuple[Line, ...]:
    return (Line(voice(message)),)
