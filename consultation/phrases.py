"""The sentences that are always the same. Imports the standard library and the states only."""

from hashlib import sha256

from consultation.flow import State

LOST = (
    "I do not know which consultation you mean. Please follow the link of your invitation, or send /start and its code."
)
"""Said to a stranger without a code, where there is not just one open round."""

TOO_MANY_CODES = (
    "These codes did not work. Please wait a quarter of an hour; then /link in the other app gives a new one."
)
"""Said to who has given so many that one might be guessed."""

CODE_REFUSED = "That code does not work: it may be used or too old. Whoever gave it to you can make another."
"""Said to who gives a code for a role; the same whether there ever was one."""

CODES_LIMITED = "These codes did not work. Please wait a quarter of an hour before you give another."
"""Said to who has given so many that one might be guessed."""

TROUBLE = "Something went wrong on our side: I have not kept that. Please send it again a little later."
"""Said where a message could not be handled, and nothing else can be told."""

CONSENT_TEXTS = (
    (
        "We keep what you write under a pseudonym, never your name or number. Reports count it and, only if you "
        "allow it, quote it. We delete the means to reach you {days} after the last report."
    ),
    (
        "You can change, withdraw or erase everything at any time. Copies of a report already downloaded cannot be "
        "called back."
    ),
)
CONSENT_VERSION = sha256("\n".join(CONSENT_TEXTS).encode()).hexdigest()[:8]
"""Changes with the English text, so that a consent always names what was agreed to."""

FIXED: dict[str, str] = {
    "agreed": "Thank you. /help shows what you can do at any time.",
    "declined": "That is fine. Nothing you wrote was kept. If you change your mind, you are welcome.",
    "as_said": "What you said stands, on the version that you read.",
    "welcome_back": "Welcome back. You are where you left off.",
    "kept_freely": "Kept, as a free contribution. You can go on writing.",
    "kept_without_stance": "Kept. You can still take a position on this draft with a button, or go on writing.",
    "revised": "Changed. Your new words stand; reports made from the old ones will be made anew.",
    "taken_back": "You deleted that, so I have taken it back.",
    "in_no_answer": "That message is in none of your answers in this round, so nothing changes.",
    "withdrawn": "Withdrawn. It will appear in no further report.",
    "all_withdrawn": "All your answers are withdrawn and you are no longer taking part. /forget erases them for good.",
    "stopped": "You will get no more messages. What you said stands until you withdraw it. /start brings you back.",
    "erased": "Everything is erased. Copies of a report already downloaded cannot be called back. Thank you.",
    "not_linked": "Not linked: nothing has changed.",
    "exported": "This is all we hold about you.",
    "languages": "In which language shall we go on?",
    "only_words": "I can only read text: of what you sent, I have kept the words.",
    "nothing_heard": "That message was empty.",
    "out_of_place": "That is not possible here any more. Let us go on:",
    "not_kept": "I have not kept that: first I need your agreement. Please send it again afterwards.",
    "too_much": (
        "I have not kept that: you have written as much as I can keep of one person in this round. What you wrote "
        "before stands; you can still read, withdraw and erase it."
    ),
    "nothing_kept": "You have no answers here at the moment.",
    "late_words": "I have not kept what you just wrote.",
    "suggested": "Thank you: that is noted. It is on the list once a facilitator has read it.",
    "enough_suggested": "Many of your suggestions wait to be read. Please suggest more once they are.",
    "unfit": "I cannot take that: it is too long, or no link that can be followed.",
    "stayed": "Let us go on here, then.",
    "no_reminders": "No more reminders, then. Everything else stays as it is.",
    "choose_first": "I have not kept that. Please choose first:",
    "judged_right": "Thank you, that is good to know.",
    "judged_wrong": "Noted. It goes to those who review the answers.",
    "explained": "Kept, for those who review the answers. The next report says how many people dispute this one.",
}
"""Sentences that are always the same, by the names that `flow.MOVES` gives them."""

FIXED_PROMPTS: dict[State, str] = {
    State.DECLINED: "You are not taking part at the moment.",
    State.ARRIVING: "Send /start to begin.",
    State.REWORDING: "Write the answer as it should be; it replaces the present one.",
    State.STOPPING: "No more messages, then. What should become of your answers?",
    State.CROSSING: (
        "You are taking part in another round of this consultation. You can go on with that, or change over to the "
        "round whose link you followed. What you have said stays in either case."
    ),
    State.FORGETTING: "This erases everything you said, in every round, for good. Are you sure?",
}
"""Prompts that are always the same."""
