"""Who is in one round and follows the link to another of the same consultation. Imports the standard library only.

People are in one open round of a consultation at a time, unless a facilitator launched it beside others.
"""

from datetime import datetime

from consultation.flow import State
from consultation.records import Participation
from consultation.rounds import Round


def must_ask(person: Participation, here: Round, entered: Round, now: datetime) -> bool:
    """Say whether somebody who is ``here`` is asked before they change over to the round they have ``entered``.

    Not where one of the two takes no answers, or stands beside others; nor who has not agreed to take part here, or has
    come to the end.
    """
    in_the_middle = person.consented and person.position.state is not State.THANKED
    other = here.id != entered.id and here.consultation == entered.consultation
    open_both = here.takes_answers(now) and entered.takes_answers(now)
    return other and in_the_middle and open_both and not (here.beside or entered.beside)
