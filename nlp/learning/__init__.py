"""What a codebook and a few coded answers teach together: a model, learnt in seconds, from no downloaded weights.

For every pair of an answer and a theme a handful of numbers say what speaks for it (`signs`): the words of the
codebook in the answer (`codewords`, `codesigns`), what the answers that have them have in common (`space`), what the
coded answers of the theme have in common (`examples`). One logistic model over all pairs says what each is worth
(`weighing`): it begins with what they were worth in other consultations, and goes on from there. Which pairs become
tags follows from the F1 to be expected (`deciding`).
"""
