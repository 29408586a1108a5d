"""Which part of an answer is quoted: whole sentences around the evidence. Imports the standard library only.

An excerpt is always an exact span of the answer, in code points; nothing is joined, shortened or mended.
"""

import re

SHORTEST, LONGEST = 40, 280
"""The length that a quote has where there is a choice, in characters."""

_ENDS = re.compile(r"[.!?…؟。۔]+[\"'”’»)\]]*(?=\s)|\n")


def excerpt(text: str, evidence: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the span of ``text`` to quote: all of a short answer, else whole sentences around ``evidence``.

    A sentence that is itself longer than `LONGEST` is cut between two words. Of a blank text the span is empty.
    """
    whole = _trimmed(text, 0, len(text))
    if whole[1] - whole[0] <= LONGEST:
        return whole
    parts = sentences(text)
    focus = evidence[0] if evidence else whole[0]
    at = max((index for index, (start, _) in enumerate(parts) if start <= focus), default=0)
    start, end = _grown(parts, at)
    return (start, end) if end - start <= LONGEST else _cut(text, start, end, evidence or (start, start))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences and lines of ``text``, without the white space around them."""
    ends = [*(match.end() for match in _ENDS.finditer(text)), len(text)]
    spans = [_trimmed(text, start, end) for start, end in zip([0, *ends], ends, strict=False)]
    return [(start, end) for start, end in spans if start < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    first = start + len(part) - len(part.lstrip())
    return first, max(first, end - len(part) + len(part.rstrip()))


def _grown(parts: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """Return the span of the sentence at ``at`` with as many neighbours as fit, those that follow first."""
    start, end = parts[at]
    for _, stop in parts[at + 1 :]:
        if stop - start > LONGEST:
            break
        end = stop
    for begin, _ in reversed(parts[:at]):
        if end - begin > LONGEST:
            break
        start = begin
    return start, end


def _cut(text: str, start: int, end: int, evidence: tuple[int, int]) -> tuple[int, int]:
    """Return a window of at most `LONGEST` within a long sentence, around the evidence, between two words."""
    middle = sum(evidence) // 2
    first = max(start, min(middle - LONGEST // 2, end - LONGEST))
    last = min(end, first + LONGEST)
    if first > start:
        first = _next_space(text, first, last)
    if last < end:
        last = max(text.rfind(" ", first, last), text.rfind("\n", first, last), first) or last
    return _trimmed(text, first, last if last > first else min(end, first + LONGEST))


def _next_space(text: str, first: int, last: int) -> int:
    space = text.find(" ", first, last)
    return space if space >= 0 else first
