"""The command line. Imports everyone; nothing imports it.

What the commands promise to other tools is written in README.md and held by ``tests/test_commands.py``. Heavy parts
are imported inside the commands that need them: ``palabre --help`` answers at once.
"""

import sys

import typer

from commands import (
    agreement,
    answers,
    channels,
    closing,
    codebooks,
    consultations,
    doctors,
    editions,
    facilitators,
    keeping,
    lists,
    models,
    moderation,
    plans,
    privacy,
    reports,
    reviewing,
    rounds,
    tagging,
    themes,
)
from consultation.errors import PalabreError

app = typer.Typer(
    name="palabre",
    help="Stakeholder consultations in chat: from guiding questions to a synthesis that leads back to answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for subject in (
    consultations,
    channels,
    rounds,
    lists,
    plans,
    facilitators,
    answers,
    moderation,
    codebooks,
    tagging,
    agreement,
    reviewing,
    models,
    themes,
    reports,
    keeping,
    privacy,
    doctors,
    editions,
    closing,
):
    app.add_typer(subject.app)


def main() -> None:
    """Run a command; a problem is one message on standard error and exit status 1."""
    try:
        app()
    except PalabreError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        print(f"{error.filename or 'palabre'}: {error.strerror or error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
