"""English: what charts say, and the audit of omissions. Imports nothing. See `reports.english_words`."""

CHARTS = {
    # positions
    "chart_positions": "Positions: {draft}",
    "chart_positions_desc": "One bar for {who}, divided as the positions that they took: {sides}.",
    "chart_glance_desc": "One bar per draft, divided as the positions taken on it: support begins each bar, opposition"
    " ends it. The table has the same numbers.",
    "position": "Position",
    # themes by group
    "chart_groups": "Themes by group: {attribute}",
    "chart_groups_desc": "One row per theme, one cell per group: the darker, the larger the share of the group’s"
    " respondents who raised the theme, which stands in the cell in percent. Hatched cells are masked. The table has"
    " the numbers.",
    # who was heard
    "chart_coverage": "Who was heard: {attribute}",
    "chart_coverage_desc": "One bar per group, as long as the number of its respondents. A bar that is hatched from end"
    " to end is masked, whatever its number. The table has the same numbers.",
    "chart_targets_desc": "A stroke stands at how many were aimed for.",
    "target": "Aimed for",
    "chart_of_target": "{count} of {target}",
    "chart_masked_of_target": "masked, of {target}",
    "chart_nobody": "nobody",
    "chart_nobody_of_target": "nobody, of {target}",
    # how a round goes
    "standing_way": "The way through the round",
    "standing_began": "Agreed to take part",
    "standing_finished": "Came to the end",
    "standing_stopped": "Where people stopped",
    "standing_agreed": "after agreeing",
    "standing_source": "Source",
    "standing_none": "by no link of a source",
    # from questions to drafts
    "chart_flow": "From questions through themes to drafts",
    "chart_flow_desc": "Bands run from each question to the themes heard in the answers to it, as wide as these are"
    " many; an answer with several themes is in several bands. Lines run from each theme to the drafts that it bears on"
    " by the codebook. The table has the numbers.",
    "chart_flow_rest": "{count} other themes",
    "chart_flow_rest.one": "One other theme",
    "chart_flow_answers": "Answers with the theme",
    # when the answers came
    "rounds_in_time": "When the answers came",
    "timeline_day": "The answers, day by day",
    "timeline_week": "The answers, week by week",
    "timeline_month": "The answers, month by month",
    "timeline_desc": "One bar per span of time, as high as the number of answers first given in it. Strokes stand where"
    " a round opened or closed. The table has the same numbers.",
    "timeline_masked": "Hatched: spans in which fewer than five people answered, and further ones masked with them, so"
    " that no number says when somebody wrote.",
    "timeline_starts": "From",
    "round_opened": "opened {date}",
    "round_closed": "closed {date}",
    # whom the quotes leave out
    "omissions": "Whom the quotes stand for",
    "omissions_intro": "A quote stands for its author; who is quoted is a choice, even where a rule makes it. Here it"
    " is measured against chance.",
    "chart_omissions_desc": "One line per row: the dot stands at the share that the quotes of this report represent,"
    " the bar under it covers nine in ten random picks of the same length. A hatched line is masked. The table has the"
    " same numbers.",
    "quoted": "Quoted in this report",
    "omitted_respondents": "Respondents",
    "omitted_positions": "Different positions on the drafts",
    "omitted_views": "Combinations of theme, place and position",
    "omitted_views_unasked": "Combinations of theme and place",
    "omitted_row": "What is represented",
    "omitted_of_all": "In all",
    "omitted_quoted": "By quotes",
    "omitted_mean": "By chance",
    "omitted_nine": "Nine in ten random picks",
    "omitted_stated_column": "By sentences",
    "omitted_range": "{low} to {high}",
    "omitted_quotes": "{count} quotes",
    "omitted_who": "{count} of {of} respondents",
    "omitted_who.one": "1 of {of} respondents",
    "omitted_who.none": "none of {of} respondents",
    "omitted_as_many": "The {quotes} in this report come from {who} ({share}), as many as by chance: {chance}.",
    "omitted_as_many.one": "The one quote in this report comes from {who} ({share}); {chance}.",
    "omitted_fewer": "The {quotes} in this report come from {who} ({share}), fewer than by chance: {chance}.",
    "omitted_more": "The {quotes} in this report come from {who} ({share}), more than by chance: {chance}.",
    "omitted_by_chance": "random picks of the same length come from {mean} on average, nine in ten of them from"
    " {range}",
    "omitted_nobody": "This report quotes nobody’s words: {who} are represented by a quote.",
    "n_positions": "{count} different positions taken on the drafts",
    "n_positions.one": "1 position taken on the drafts",
    "n_views": "{count} different combinations of theme, place and position",
    "n_views.one": "1 combination of theme, place and position",
    "n_views_unasked": "{count} different combinations of theme and place",
    "n_views_unasked.one": "1 combination of theme and place",
    "omitted_count": "{count}",
    "omitted_count.one": "one",
    "omitted_count.none": "none",
    "omitted_of": "Of {whole}, {quoted} are quoted ({share}); in random picks, {range}.",
    "omitted_of.one": "Of {whole}, {quoted} is quoted ({share}); in random picks, {range}.",
    "omitted_of.none": "Of {whole}, {quoted} is quoted; in random picks, {range}.",
    "omitted_stated": "Sentences state, with its count, a theme or a position of {who} ({share}); what the others said"
    " is in the totals, and in the appendix where it may be shown.",
    "omitted_stated_all": "Sentences state, with its count, a theme or a position of each respondent: {who}.",
    "omitted_groups_fewer": "Quoted less than by chance: {groups}.",
    "omitted_groups_more": "Quoted more than by chance: {groups}.",
    "omitted_group": "({count} of {of}, by chance {range})",
    "and": " and ",
    "comma": ", ",
    "omitted_how": "Whoever wrote a quote is represented by it; so is the position that they took on the draft it is"
    " on, and so are the themes of the whole answer, with the place where it was given. Whoever raised a theme or took"
    " a position is represented by the sentence that counts it.",
    "omitted_chance": "Chance is {picks} random picks of {characters} characters, as many as the quotes have together,"
    " from the statements that may be shown, each cut as quotes are (seed {seed}, a digest of the answers and revisions"
    " that this report rests on: the same report, the same picks).",
    "omitted_masked": "A group is shown only where neither the number of its respondents nor that of those among them"
    " who are quoted would set a few people apart, and five or more of it may be quoted.",
}
