"""What a codebook and a few coded answers teach together: a model, learnt in seconds, from no downloaded weights.

Answers (`said`) are read once (`ears`, `numbering`) and become numbers in a `vocabulary`. For every pair of an answer
and a theme a handful of signs say what speaks for it: the words of the codebook in the answer (`codewords`,
`codesigns`), what the answers that have them have in common (`space`, widened by `vectors` of one's own), what the
coded answers of the theme have in common (`examples`). One logistic model over all pairs says what each is worth
(`weighing`): it begins with what they were worth in other consultations, and goes on from there. Which pairs become
tags follows from the F1 to be expected (`deciding`); where nothing is coded, from cues and company (`alone`).
`lessons` learn a `model`, `quality` measures it, a `contest` compares it with the one in use; `keeping` and
`component` keep it, `tagger` tags by it, and `evidence` says why.
"""
