"""English: the headings and labels of a report. Imports only what charts say.

The keys are the same in every language. ``key.one`` is what ``key`` says of one.
"""

from reports.english_charts import CHARTS

WORDS = {
    # the opening
    "synthesis": "Synthesis of a consultation",
    "preview": "Preview",
    "preview_notice": "The round is still open and everything here may change. Do not cite it.",
    "edition": "Edition {number}",
    "as_of": "As of {date}",
    "asked_by": "Asked by",
    "round_questions": "Round of questions",
    "round_drafts": "Round on the drafts",
    "from_to": "{start} – {end}",
    "round_open": "since {start}",
    "languages": "Languages of the answers",
    "respondents": "Respondents",
    "count_respondents": "each counted once, however many rounds they joined",
    "answers": "Answers",
    "count_answers": "on one question or draft, or given freely",
    "count_answers_silent": "on one question or draft, or given freely; {count} of them say nothing",
    "count_answers_silent.one": "on one question or draft, or given freely; one of them says nothing",
    "messages": "Messages",
    "count_messages": "in the chat, of which the answers are made",
    "count_messages_none": "the answers were imported, not written in the chat",
    "count_messages_some": "in the chat; {count} of the answers were imported",
    "count_messages_some.one": "in the chat; one of the answers was imported",
    "identities": "Linked identities",
    "count_identities": "accounts tied to a respondent; see the limits",
    "not_heard": "Who was not heard.",
    "missing": "What is missing.",
    "not_asked_any": "No position on the drafts was asked for.",
    "quality_none_short": "Nobody has checked the tags blind yet.",
    "untranslated": "The sentences of this report are not written in the language asked for yet: they stand in"
    " {language}. What people said stands as they wrote it.",
    # finding one's way
    "skip": "Skip to the report",
    "contents": "Contents",
    "page_of": "{page}\u00a0/\u00a0{pages}",
    "page_number": "p.\u00a0{page}",
    "notes": "Notes",
    "how_to_read": "How to read this",
    "reading_numbers": "Every number leads to the statements behind it. Themes are counted in respondents, not"
    " in mentions: whoever raises a theme five times counts once.",
    "reading_ids": "Each quote carries the number of its statement, which stays the same in later editions. A"
    " quote is an exact part of what somebody wrote and allowed to be shown; whole statements stand at the end.",
    "shares": "Words for shares",
    "shares_intro": "Sentences are made from the counts by rule. A word for a share always means the same, and"
    " never comes without its numbers.",
    "share_word": "Word",
    "share_at_least": "From",
    "share": "Share",
    "share_few": "Of fewer than ten respondents no share is named: the numbers stand alone, and “only” says"
    " that they are few.",
    "rationale": "Why this consultation is held",
    "focus": "What it is about",
    "keywords": "Keywords:",
    "ground": "Who asks, and on what ground",
    "finding": "The main finding of the earlier report",
    "members": "The working group",
    "mailing_list": "Write to the group:",
    "documents": "Documents",
    "resources": "Resources",
    # themes
    "theme": "Theme",
    "themes": "Themes",
    "themes_by_respondents": "Themes by respondents",
    "themes_most": "Themes raised most",
    "themes_desc": "One bar per theme, as long as the share of respondents who raised it. The table beside it"
    " has the same numbers.",
    "themes_intro": "Across all questions, by how many respondents raised them.",
    "chart_scale": "A full bar would be all {count} respondents.",
    "chart_mark": "The stroke across a bar stands at what people coded by hand.",
    "coded": "Coded by hand",
    "by_hand_column": "Coded by hand: respondents of whom a person coded an answer with the theme, among the {count}"
    " of whom any was coded. Where fewer than half of the machine’s tags agree with that, the row says so.",
    "by_hand_column.one": "Coded by hand: the one respondent of whom a person coded an answer, where it was with the"
    " theme. Where fewer than half of the machine’s tags agree with that, the row says so.",
    "row_doubt": "fewer than half agree (precision\u00a0{precision})",
    "lead_measures": "Precision: of the themes that the machine gave to answers, the share that a person gave too;"
    " beside a theme it is said where it is below one half. Recall: of those that a person gave, the share that the"
    " machine found.",
    "apart": "Themes that bear on no draft",
    "nobody_raised": "Raised by nobody",
    "bears_on": "Bears on drafts",
    "heard_where": "Where it was raised",
    "place": "Place",
    # drafts
    "draft": "Draft {number}",
    "draft_heading": "Draft",
    "draft_version": "version {version}",
    "version": "Version {version}",
    "version_heading": "Version",
    "lineage_new": "new",
    "lineage_kept": "kept from",
    "lineage_merged": "merged from",
    "lineage_split": "split from",
    "lineage_list": "the list {list}",
    "drafts": "The drafts",
    "drafts_intro": "For and against come only from positions that people were asked for and took.",
    "drafts_intro_unasked": "No position was asked for in this round. What follows is what people raised of"
    " their own accord on the themes that bear on each draft.",
    "not_asked": "Stance was not asked in this round.",
    "position": "Position",
    "positions": "Positions",
    "positions_at_a_glance": "Positions on the drafts",
    "side_support": "Support",
    "side_changes": "Support with changes",
    "side_oppose": "Oppose",
    "side_none": "No position",
    "side_study": "Study this",
    "side_not-now": "Not now",
    "side_for": "For",
    "side_against": "Against",
    "with_changes": "With changes",
    "in_all": "In all",
    "for_draft": "What is supported, and why",
    "against_draft": "What is opposed, and why",
    "for_research": "Why it should be studied",
    "against_research": "Why not now",
    "reasons": "{count} reasons were given.",
    "reasons.one": "One reason was given.",
    "reasons.none": "No reason was given.",
    "quote_left_out": "No words that may be shown.",
    "changes_asked": "Changes asked for",
    "question_missing": "What should be studied: questions that are missing",
    "conditions": "Conditions",
    "conditions_intro": "From the reasons of those who support it with changes.",
    "response": "The working group’s response",
    "response_none": "No response is recorded yet.",
    "unanswered": "On {count} of the {of} drafts no response of the working group is recorded yet.",
    "unanswered.one": "On one of the {of} drafts no response of the working group is recorded yet.",
    "unanswered_all": "No response of the working group is recorded yet on any draft.",
    "unanswered.none": "On each of the drafts a response of the working group is recorded.",
    "colon": ":",
    "consultation": "Consultation",
    "draft_page": "This draft on a page of its own",
    "whole_report": "This draft in the whole report",
    "themes_bearing": "Themes that bear on this draft, across the consultation",
    "heard_on_themes": "Heard on these themes",
    "silent": "Nobody spoke on this draft from:",
    # questions
    "question": "Question",
    "questions": "Question by question",
    "questions_intro": "The second view: an answer may bear on several questions, which is why the themes come first.",
    "free": "Said freely",
    # coverage
    "coverage": "Who was heard, and who was not",
    "coverage_intro": "What respondents said of themselves, one attribute at a time. These numbers lead to no"
    " statement: a statement never says who wrote it. Those who did not say may belong to any group.",
    "group": "Group",
    "several_chosen": "Several may be chosen",
    "language": "Language of the interview",
    "other": "another answer",
    "unsaid": "did not say",
    "masked": "masked",
    "masked_note": "Masked: a group of fewer than five, or one that is masked with it so that it cannot be"
    " found by subtraction.",
    "nobody_said": "Nobody said anything on this.",
    "withheld": "There are too few respondents to show this table.",
    "cut": "Findings by group",
    "cut_intro": "Respondents in each group who raised a theme or took a position",
    "cut_hidden": "Masked in all groups:",
    "cut_withheld": "There are too few respondents to cut the findings by this attribute.",
    # what few said
    "minority": "Minority views",
    "minority_intro": "What few said stands here because few said it: how often a thing is said does not say how much"
    " it weighs.",
    "rare": "Themes that few raised",
    "rare_intro": "Fewer than one in ten respondents raised these, in the codebook’s order, each with a quote.",
    "rare_none": "There is no theme that somebody raised and fewer than one in ten did.",
    # what no theme fits
    "untagged": "What no theme fits",
    "untagged_intro": "Answers in which no theme of the codebook was heard. What the codebook lacks, or the"
    " machine missed, is here.",
    "proposals": "Themes that may be emerging",
    "proposals_intro": "Groups of such answers with words in common, found by the machine, each in one language. They"
    " are proposals: what enters the codebook is decided by people.",
    "proposal": "Proposal {id}",
    "proposal_undecided": "not decided yet",
    "proposal_accepted": "accepted as a theme for the next codebook",
    "proposal_merged": "merged into a theme for the next codebook",
    "non_answers": "Answers that say nothing",
    "alone": "Answers in no group",
    # method
    "method": "Method and limits",
    "codebook": "Codebook and tags",
    "codebook_version": "Themes are those of the codebook’s version {version} ({fingerprint}), which has {themes}.",
    "codebook_other": "{count} answers were tagged with another version of it.",
    "codebook_other.one": "One answer was tagged with another version of it.",
    "model_in_use": "Model {number} was in use when this report was made: learnt from {examples} examples by people; on"
    " answers held back from it, F1 was {micro} over all tags and {macro} as the mean of themes.",
    "tags": "Tags",
    "tags_by_source": "Where the tags come from",
    "source": "Source",
    "source_cue": "A cue of the codebook",
    "source_label": "Words of a theme’s label and definition",
    "source_model": "A learnt model",
    "source_respondent": "The respondents’ own corrections",
    "source_reviewer": "A reviewer",
    "quality": "How good the tags are",
    "quality_none": "Nobody has checked these tags blind yet: no sample of the answers was coded by people who had not"
    " seen what the machine heard.",
    "quality_drawn": "From {population} answers a sample was drawn by lot on {date} (seed {seed}), in which rare"
    " themes, small languages and answers without a theme have a greater chance; every figure is weighted for that.",
    "quality_blind": "{count} people coded {answers} of its answers blind, each alone, without the machine’s tags.",
    "quality_blind.one": "One person coded {answers} of its answers blind, without the machine’s tags.",
    "quality_shown": "{count} others were to be coded after that, with the machine’s tags shown.",
    "quality_shown.one": "One other was to be coded after that, with the machine’s tags shown.",
    "quality_gone": "{count} answers left the sample since: withdrawn, set aside or edited.",
    "quality_gone.one": "One answer left the sample since: withdrawn, set aside or edited.",
    "quality_codebook": "The codebook has changed since.",
    "quality_coded": "Found by people",
    "quality_heard": "Heard by the machine",
    "alpha": "Alpha",
    "quality_all": "All themes together",
    "quality_mean": "Mean of the themes that people found",
    "quality_interval": "{value}\u00a0[{low} to {high}]",
    "quality_alpha": "Alpha is Krippendorff’s: how far two people agree beyond chance, 1 at best, 0 as if by lot; for"
    " all themes together it compares their sets by the MASI distance.",
    "quality_no_alpha": "One person coded: how far two would agree with each other is not known.",
    "quality_f1": "F1 is the machine’s, measured against each person and added up. Brackets hold what 95 of 100"
    " resamples of the answers had. A dash: the figure would rest on fewer than five answers.",
    "quality_people": "The F1 of the two people with each other, all themes together, is {f1}: a machine that learns"
    " from people can hardly do better.",
    "quality_gap": "Where people saw the machine’s tags, its F1 was {shown}; where they did not, {blind}. The"
    " difference of {gap} says how far people follow the machine.",
    "quality_no_gap": "How far people follow the machine where they see its tags was not measured.",
    "by_hand": "The machine’s tags against coding by hand",
    "by_hand_intro": "{count} answers were also coded by hand. These are the tags that a cue, a label or a"
    " model gave to the same answers, measured against that coding.",
    "by_hand_intro.one": "One answer was also coded by hand. These are the tags that a cue, a label or a model"
    " gave to it, measured against that coding.",
    "by_hand_formula": "Precision: of the tags the machine gave, the share that the person gave too. Recall: of"
    " the tags the person gave, the share that the machine found. F1 is 2 × precision × recall ÷ (precision +"
    " recall). Micro takes all tags together; macro is the mean over the themes that the person used.",
    "by_hand_language": "The same by language of the answer",
    "answer_language": "Language of the answer",
    "by_hand_languages_masked": "Languages with fewer than five respondents among them are not shown apart.",
    "by_hand_none": "No answer was coded by hand. How well the tags agree with a person’s is not known here.",
    "precision": "Precision",
    "recall": "Recall",
    "f1": "F1",
    "micro": "Micro",
    "macro": "Macro",
    "quotes": "How quotes are chosen",
    "quotes_how": "By rule, not by taste. At most one per respondent in a section; first answers that are"
    " quoted nowhere else in the report, then those of 40 to 280 characters; of a longer answer, whole"
    " sentences around the words that gave the theme; the languages take turns; what is left is decided by the"
    " statement’s number, which is random. An answer in which a person who coded it did not find the theme comes last."
    " All other statements that may be shown are at the end.",
    "private": "A machine looks for private data in all words shown and puts […] in its place: e-mail addresses,"
    " telephone numbers, numbers of bank accounts (IBAN) and cards, other numbers of eight digits or more that nothing"
    " explains, handles, links (but for pages of wikis that are about no user) and addresses of machines (IP). It does"
    " not look for names of people or postal addresses: these are left to the people who read the answers.",
    "private_masked": "Something is masked in {count} of the statements shown.",
    "private_masked.one": "Something is masked in one of the statements shown.",
    "private_masked.none": "Nothing had to be masked in the statements shown.",
    "who_allowed": "Who allowed what",
    "allowed_verbatim": "{count} answers may be shown word for word.",
    "allowed_verbatim.one": "One answer may be shown word for word.",
    "allowed_paraphrase": "{count} answers are counted, and may only be paraphrased.",
    "allowed_paraphrase.one": "One answer is counted, and may only be paraphrased.",
    "allowed_none": "{count} answers are only counted, as their authors chose.",
    "allowed_none.one": "One answer is only counted, as its author chose.",
    "allowed_unasked": "{count} answers are only counted, as their authors have not said.",
    "allowed_unasked.one": "One answer is only counted, as its author has not said.",
    "allowed_off_record": "{count} answers are off the record, and only counted.",
    "allowed_off_record.one": "One answer is off the record, and only counted.",
    "looked_title": "What people read before they took a position",
    "looked": (
        "{count} of {positions} positions on drafts were taken after looking at opposing statements of an earlier "
        "round."
    ),
    "looked.one": (
        "One of {positions} positions on drafts was taken after looking at opposing statements of an earlier round."
    ),
    "looked_how": (
        "People saw them on asking only. They were chosen by a rule that is the same for all, their authors allow them "
        "to be shown, and their order was drawn with a seed that is kept."
    ),
    "left_out": "What was left out",
    "set_aside.none": "No answer was set aside.",
    "set_aside": "{count} answers were set aside by a facilitator.",
    "set_aside.one": "One answer was set aside by a facilitator.",
    "withdrawn.none": "No answer was withdrawn.",
    "withdrawn": "{count} answers were withdrawn by their authors.",
    "withdrawn.one": "One answer was withdrawn by its author.",
    "erased.none": "Nobody erased everything they had said.",
    "erased": "{count} respondents erased everything they had said.",
    "erased.one": "One respondent erased everything they had said.",
    "limits": "Limits",
    "limit_small": "These are small numbers: {count} respondents in all. A single answer moves the shares.",
    "limit_small.one": "This is a small number: one respondent in all.",
    "limit_double": "Double counting is possible: whoever took part from two accounts without linking them"
    " counts as two respondents.",
    "limit_imported": "Double counting is possible: of the answers that were imported, each row that names no"
    " respondent counts as a respondent of its own, whoever wrote it.",
    "limit_notes": "{count} of the respondents are notes of group conversations. Each counts as one; together"
    " they speak of {people} people.",
    "limit_notes.one": "One of the respondents is the note of a group conversation. It counts as one, and"
    " speaks of {people} people.",
    "limit_self_selected": "People chose to take part. A share is a share of those who were heard, not of a community.",
    "limit_tags": "Themes are heard in words by rule, and can be wrong either way. Affirming and denying share"
    " their words: a theme says what was spoken of, never on which side.",
    "limit_language": "A statement shows the language it is written in, and nothing else about its author.",
    "limit_local": "What a draft would mean where people live was not asked for by itself: where people said it, it is"
    " among their reasons.",
    "next": "What happens next",
    "attribution": "Source and licence",
    # editions
    "since": "What changed since edition {edition}",
    "since_withdrawn": "{count} answers or positions were withdrawn since edition {edition}.",
    "since_withdrawn.one": "One answer or position was withdrawn since edition {edition}.",
    "since_erased": "{count} respondents erased everything since edition {edition}.",
    "since_erased.one": "One respondent erased everything since edition {edition}.",
    "since_set_aside": "{count} answers were set aside by a facilitator since edition {edition}.",
    "since_set_aside.one": "One answer was set aside by a facilitator since edition {edition}.",
    "since_quoted_less": "{count} answers may be read no longer, and still count.",
    "since_quoted_less.one": "One answer may be read no longer, and still counts.",
    "since_edited": "{count} changes were made to what edition {edition} had used.",
    "since_edited.one": "One change was made to what edition {edition} had used.",
    "since_number": "{what}: {before} before, {now} now.",
    "since_new": "{count} statements are new: {ids}.",
    "since_new.one": "One statement is new: {ids}.",
    "since_gone": "{count} statements can be read no longer: {ids}.",
    "since_gone.one": "One statement can be read no longer: {ids}.",
    "tombstone": "Edition {number} is no longer shown",
    "tombstone_why": "Something that it used may not be shown any more, or was changed. Its words were removed here;"
    " copies that were downloaded before cannot be called back.",
    "tombstone_current": "The current edition is edition {number}.",
    "tombstone_none": "Another edition is being made.",
    # evidence and statements
    "unheard": "Coded by hand where no theme was heard",
    "untagged_coded": "Coded by hand, without a theme",
    "theme_coded": "Theme, coded by hand",
    "statement_coded": "coded by hand:",
    "statement_no_theme": "no theme",
    "evidence": "Evidence",
    "evidence_intro": "For each number, the statements behind it. Where the number is larger than the list, it"
    " also counts answers whose words may not be shown, or positions taken without a reason.",
    "n_respondents": "{count} respondents",
    "n_respondents.one": "1 respondent",
    "n_answers": "{count} answers",
    "n_answers.one": "1 answer",
    "also_counted": "{count} of them counted only, not shown",
    "also_counted.one": "1 of them counted only, not shown",
    "all_statements": "All statements",
    "all_statements_intro": "Every answer whose author allowed its words to be shown, whole, in the order of"
    " its number. Numbers are drawn at random: neighbours have nothing to do with each other.",
    "statements_none": "There is no statement whose words may be shown.",
    **CHARTS,
}
