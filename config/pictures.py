"""Pictures for a chat, from the charts of reports. Imports the core; what draws is read in when it is first needed."""

from consultation.going import Going
from consultation.guide import Consultation


class Pictures:
    """Draws what facilitators see in chat."""

    def standing(self, going: Going, consultation: Consultation, language: str) -> bytes:
        """Return how a round goes as a PNG picture, in that language; raise `NotMade` where it cannot be drawn."""
        from reports.charts.standing import standing
        from reports.formats.png_file import png
        from reports.render import labels_for

        return png(standing(going, labels_for(consultation, language)), title=going.status.round.id)
