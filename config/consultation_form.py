"""The form of consultation.yaml: what a consultation holds, and where it stands. Imports the core and ours.

Whatever has an id stands under it, so that a unit's path is where it stands: ``guides.guiding.questions.areas.text``.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from config.codebooks.form import LANGUAGE, codebook_units
from config.reading.places import Place
from config.reading.problems import did_you_mean
from config.reading.units import Units
from consultation.codebook import Codebook
from consultation.errors import InvalidInput
from consultation.guide import (
    Attribute,
    Choice,
    Consultation,
    Document,
    Draft,
    Guide,
    Member,
    PlanStep,
    Question,
    Unit,
)
from consultation.plan import Kind
from consultation.progress import LANGUAGE as LANGUAGE_OF_INTERVIEW
from consultation.progress import target
from consultation.rounds import Target

LONGEST_TITLE = 45
"""What fits a button on a phone, where a question is chosen by its title."""

Item = TypeVar("Item")


def read_languages(top: Place) -> tuple[str, ...]:
    """Return the languages of the consultation, the original first; there is always one."""
    languages = top.at("languages").items()
    for place in languages:
        if not LANGUAGE.fullmatch(place.text()):
            place.report(f'"{place.text()}" is no code of a language, like en or pt-BR')
    return tuple(dict.fromkeys(place.text() for place in languages)) or ("en",)


def read_consultation(top: Place, units: Units, *, drafts: tuple[Draft, ...], codebook: Codebook) -> Consultation:
    """Return the consultation written at ``top``, reporting what is wrong with it."""
    form = ConsultationForm(units)
    attributes = form.under(top.at("attributes"), form.attribute)
    vocabularies = {attribute.id: [choice.id for choice in attribute.choices] for attribute in attributes}
    return Consultation(
        id=top.at("id").id(),
        languages=units.languages,
        chains=_chains(top.find("chains"), units.languages),
        timezone=_timezone(top.at("timezone")),
        title=units.unit(top.at("title")),
        group=units.unit(top.at("group")),
        attribution=units.unit(top.at("attribution")),
        licence=top.at("licence").text(),
        minutes=top.at("minutes").number(1, 600),
        retention_days=top.at("retention_days").number(1, 3650),
        summary=units.unit(top.at("summary")),
        keywords=form.under(top.find("keywords"), form.choice),
        focus=form.under(top.find("focus"), form.named),
        rationale=form.under(top.find("rationale"), form.named),
        finding=units.unit(top.at("finding")),
        guides=form.guides(top.at("guides")),
        attributes=attributes,
        members=tuple(_member(place, vocabularies) for place in top.find("members").items()),
        mailing_list=top.find("mailing_list").text(),
        drafts=drafts,
        documents=form.under(top.find("documents"), form.document),
        resources=form.under(top.find("resources"), form.document),
        plan=form.under(top.find("plan"), form.plan_step),
        partner_kinds=form.under(top.find("partner_kinds"), form.choice),
        targets=_targets(top.find("targets"), units.languages, vocabularies),
        codebook=codebook,
        next_steps=units.unit(top.at("next_steps")),
        later=units.maybe(top.find("later")),
        units=(*units.made, *codebook_units(codebook)),
    )


class ConsultationForm:
    """How each part of a consultation is written."""

    def __init__(self, units: Units) -> None:
        self.unit = units.unit
        self.maybe = units.maybe

    def under(self, place: Place, read: Callable[[str, Place], Item]) -> tuple[Item, ...]:
        """Return what ``read`` makes of each id under ``place``."""
        return tuple(read(item_id, item) for item_id, item in place.identified().items())

    def named(self, _: str, place: Place) -> Unit:
        return self.unit(place)

    def choice(self, choice_id: str, place: Place) -> Choice:
        return Choice(choice_id, self.unit(place))

    def guides(self, place: Place) -> tuple[Guide, ...]:
        """Return the banks of questions; answers name a question alone, so its id is not used twice."""
        banks: dict[str, str] = {}
        for guide_id, guide in place.identified().items():
            for question_id, question in guide.at("questions").identified().items():
                if banks.setdefault(question_id, guide_id) != guide_id:
                    question.report(f'the id "{question_id}" is taken in {banks[question_id]}')
        return self.under(place, self.guide)

    def guide(self, guide_id: str, place: Place) -> Guide:
        return Guide(
            id=guide_id,
            title=self.unit(place.at("title")),
            preface=self.unit(place.at("preface")),
            questions=self.under(place.at("questions"), self.question),
        )

    def question(self, question_id: str, place: Place) -> Question:
        return Question(
            id=question_id,
            title=self.unit(place.at("title"), longest=LONGEST_TITLE),
            text=self.unit(place.at("text")),
            probe=self.maybe(place.find("probe")),
        )

    def attribute(self, attribute_id: str, place: Place) -> Attribute:
        choices = self.under(place.find("choices"), self.choice)
        zones = place.find("timezones").entries()
        known = [choice.id for choice in choices]
        for choice_id, zone in zones.items():
            if choice_id not in known:
                zone.report(f'there is no choice "{choice_id}"{did_you_mean(choice_id, known)}')
        return Attribute(
            id=attribute_id,
            label=self.unit(place.at("label")),
            question=self.unit(place.at("question")),
            choices=tuple(
                replace(choice, timezone=_timezone(zones[choice.id])) if choice.id in zones else choice
                for choice in choices
            ),
            several=place.find("several").yes(),
        )

    def document(self, document_id: str, place: Place) -> Document:
        dated, precision = place.find("dated").date()
        return Document(
            id=document_id,
            kind=place.at("kind").text(),
            title=self.unit(place.at("title")),
            url=place.find("url").text(),
            dated=dated,
            precision=precision,
        )

    def plan_step(self, step_id: str, place: Place) -> PlanStep:
        starts = place.at("starts").number(1, 12)
        ends = place.at("ends").number(starts, 12)
        kind = place.find("kind")
        named = kind.word([one.value for one in Kind], "kind") if kind else Kind.OTHER.value
        return PlanStep(step_id, self.unit(place.at("title")), starts, ends, named)


def _targets(place: Place, languages: tuple[str, ...], vocabularies: Mapping[str, list[str]]) -> tuple[Target, ...]:
    """Return what a round aims for, written as on the command line: ``region=oceania:30``."""
    known = {LANGUAGE_OF_INTERVIEW: languages} | {name: ids for name, ids in vocabularies.items() if ids}
    aims: dict[tuple[str, str], Target] = {}
    for item in place.items():
        try:
            aim = target(item.text(), known, option="")
        except InvalidInput as error:
            item.report(error.what)
            continue
        if aims.setdefault((aim.attribute, aim.group), aim) is not aim:
            item.report("stands here a second time")
    return tuple(aims.values())


def _timezone(place: Place) -> str:
    name = place.text()
    try:
        ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        place.report(f'there is no time zone "{name}"{did_you_mean(name, available_timezones())}')
    return name


def _member(place: Place, vocabularies: Mapping[str, list[str]]) -> Member:
    roles, regions = vocabularies.get("role", []), vocabularies.get("region", [])
    return Member(
        name=place.at("name").text(),
        organisations=place.at("organisations").texts(),
        role=place.at("role").word(roles, "role"),
        regions=tuple(region.word(regions, "region") for region in place.at("regions").items()),
    )


def _chains(place: Place, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return what each language falls back on."""
    chains = {}
    for language, chain in place.entries().items():
        if language not in languages:
            chain.report(f'there is no language "{language}"{did_you_mean(language, languages)}')
        chains[language] = tuple(link.word(languages, "language") for link in chain.items())
    for language in chains:
        if language in _reached(language, chains):
            place.entries()[language].report("the chain is circular: it leads back to the language it starts from")
    return chains


def _reached(language: str, chains: Mapping[str, tuple[str, ...]]) -> set[str]:
    """Return the languages that following the chains from ``language`` leads to."""
    reached: set[str] = set()
    waiting = list(chains[language])
    while waiting:
        link = waiting.pop()
        if link not in reached:
            reached.add(link)
            waiting.extend(chains.get(link, ()))
    return reached
