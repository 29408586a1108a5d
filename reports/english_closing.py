"""English: what the working group answers, and whether people were got right. Imports nothing. See `english_words`."""

WORDS = {
    # the working group's response
    "response_adopted": "Adopted.",
    "response_partly": "Adopted in part.",
    "response_not": "Not adopted.",
    "response_open": "Still open.",
    "drafts_open": "On {count} of them it says that this is still open.",
    "drafts_open.one": "On one of them it says that this is still open.",
    "unanswered_themes": "On {count} of the {of} themes that were raised no response of the working group is recorded"
    " yet.",
    "unanswered_themes.one": "On one of the {of} themes that were raised no response of the working group is recorded"
    " yet.",
    "unanswered_themes_all": "No response of the working group is recorded yet on any theme.",
    "unanswered_themes.none": "On each of the themes that were raised a response of the working group is recorded.",
    # did we get you right?
    "echoes": "Did we get people right?",
    "echoes_none": "Nobody has been asked yet whether an edition got them right: that is done once it is published.",
    "echoes_how": "Whoever was told where their words went was asked whether the edition got them right. The dispute"
    " rate is the share of those who answered that did not say yes; who did not answer is in neither number.",
    "echoes_asked": "After edition {edition}, {count} people were asked.",
    "echoes_asked_few": "After edition {edition}, fewer than five people were asked.",
    "echoes_nobody": "None of them has answered yet.",
    "echoes_few": "Fewer than five of them answered, which is no figure yet.",
    "echoes_rate": "{answered} answered, and {count} of them dispute it: a dispute rate of {percent}.",
    "echoes_rate.none": "{answered} answered, and none of them disputes it: a dispute rate of {percent}.",
    "echoes_below": "{answered} answered, and fewer than five of them dispute it: a dispute rate below {percent}.",
    "echoes_above": "{answered} answered, and all but fewer than five of them dispute it: a dispute rate above"
    " {percent}.",
    "echoes_either": "{answered} answered, too few to tell apart those who dispute it.",
    "echoes_split": "Not quite: {nearly}. Wrong: {wrong}.",
}
