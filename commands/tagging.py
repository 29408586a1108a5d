"""Themes of answers in files, without a database: ``tag``, ``learn``, ``evaluate``. Imports everyone."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from commands.parts import AsJson
from consultation.errors import InvalidInput

app = typer.Typer()


Answers = Annotated[
    str, typer.Argument(metavar="FILE", help="A JSON object per line, with id and text; - is standard input.")
]
CodebookFile = Annotated[Path, typer.Option("--codebook", help="The codebook, a YAML file.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Go on past lines that cannot be read.")]


@app.command()
def tag(
    file: Answers,
    codebook: CodebookFile,
    model: Annotated[Path | None, typer.Option(help="The folder of a model that palabre learn made.")] = None,
    out: Annotated[str, typer.Option(help="The file to write; - is standard output.")] = "-",
    workers: Annotated[int, typer.Option(min=1, help="How many processes share the work.")] = 1,
    cluster: Annotated[
        str, typer.Option(metavar="ADDRESS", help="A Dask scheduler, tcp://host:8786, whose workers do it instead.")
    ] = "",
    skip_bad: SkipBad = False,
) -> None:
    """Tag the answers in a file by the themes of a codebook, without a database."""
    from config.models.tagging import tag_file
    from config.screens import progress_bar

    if cluster and workers > 1:
        raise typer.BadParameter("--workers are processes of this machine, and --cluster has workers of its own")
    bad = _Bad()
    with progress_bar() as progress:
        tag_file(
            file,
            codebook=codebook,
            model=model,
            out=out,
            workers=workers,
            cluster=cluster,
            skip_bad=bad.name if skip_bad else None,
            progress=progress,
        )
    bad.finish()


@app.command()
def learn(
    file: Answers,
    codebook: CodebookFile,
    model: Annotated[Path, typer.Option(help="The folder to keep the model in; what is there is replaced.")],
    skip_bad: SkipBad = False,
) -> None:
    """Learn from answers with labels, and from those without, and print how many examples each theme has."""
    from config.listings import learnt_table
    from config.models.learning import learn_file
    from config.screens import progress_bar

    bad = _Bad()
    with progress_bar() as progress:
        skip = bad.name if skip_bad else None
        about = learn_file(file, codebook=codebook, model=model, skip_bad=skip, progress=progress)
    print(learnt_table(about))
    bad.finish()


@app.command()
def evaluate(
    file: Answers,
    codebook: CodebookFile,
    train: Annotated[int, typer.Option(min=0, help="How many coded answers to learn from.")] = 0,
    seeds: Annotated[int, typer.Option(min=1, help="How many times, each with other answers.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Measure tagging on answers with labels: learn from some, tag the rest, compare."""
    from config.listings import evaluation_table, json_of
    from config.models.learning import evaluate_file, evaluation_json
    from config.screens import progress_bar

    with progress_bar() as progress:
        found = evaluate_file(file, codebook=codebook, train=train, seeds=seeds, progress=progress)
    told = evaluation_json(codebook, found)
    print(json_of(told) if as_json else evaluation_table(told))


class _Bad:
    """The lines that were left out: each is named when it is met."""

    def __init__(self) -> None:
        self._any = False

    def name(self, problem: InvalidInput) -> None:
        """Print a problem."""
        self._any = True
        print(problem, file=sys.stderr)

    def finish(self) -> None:
        """Exit with status 1 where there was one."""
        if self._any:
            raise typer.Exit(1)
