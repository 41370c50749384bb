"""Click in Dutch: help, usage and what went wrong, without a word of English and without a traceback."""

from __future__ import annotations

import codecs
import errno
import gc
import os
import re
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any, Final, NoReturn, TextIO

import click

from cli.vroeg import EERSTE_SIGNAAL, VUILNISGRENS, doof, klaar, weg
from schemas.fouten import bedoelde_u

AFGEBROKEN: Final = 130
RUIM: Final = 0.6
"""How near a word must be to be suggested: of the few that a command knows, a bold guess helps."""
VOOR_BOEKEN: Final = (500_000, 10, 10)
"""What VUILNISGRENS is, while the books of a plan are made: all of the region's are still held when the collector would
look. What is dropped and lies about until then is less than a hundred megabytes.
"""
VERVANGING: Final = {"✓": "[v]", "✗": "[x]", "€": "EUR", "–": "-", "…": "...", "×": "x", "≤": "<=", "→": "->"}
"""What stands in for a character that an older Windows console (cp850, cp1252) does not have."""


GEHEUGENZINNEN: Final = ("failed to map segment", "cannot allocate memory", "not enough memory", "out of memory")
_STUURTEKENS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What steers a terminal: text from outside may hold it, our own never does."""
_NEGATIEF: Final = re.compile(r"-[\d.,]*\d[\d.,]*")
_STANDAARD: Final = re.compile(r"\[default: \((.*?)\)\]")
"""What click adds to the help of an option with a default."""


def echo(tekst: str, *, err: bool = False, nl: bool = True, vet: bool = False) -> None:
    """Print in what the terminal can show; bold only on a terminal, and not where NO_COLOR is set."""
    stroom: TextIO | None = sys.stderr if err else sys.stdout
    if stroom is None:
        # Whoever started the command closed it: there is nowhere to tell anything.
        return
    schoon = leesbaar(_STUURTEKENS.sub("\ufffd", tekst), getattr(stroom, "encoding", None) or "utf-8")
    kleur = vet and stroom.isatty() and not os.environ.get("NO_COLOR")
    click.echo(click.style(schoon, bold=True) if kleur else schoon, err=err, nl=nl)


def op_een_terminal() -> bool:
    """Whether a person sees what is said beside the answer; whoever started the command may have closed it."""
    stroom: TextIO | None = sys.stderr
    return stroom is not None and stroom.isatty()


def schrijf_bytes(inhoud: bytes) -> None:
    """To who reads what the command gives: not a word around it."""
    stroom: TextIO | None = sys.stdout
    if stroom is None:
        # Whoever started the command closed it.
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(inhoud)
    sys.stdout.buffer.flush()


def leesbaar(tekst: str, encoding: str) -> str:
    """The text with a stand-in for every character that the encoding lacks."""
    try:
        return tekst.encode(encoding, "verdeelwijzer").decode(encoding)
    except LookupError:
        return tekst


def _stand_in(fout: UnicodeError) -> tuple[str, int]:
    if not isinstance(fout, UnicodeEncodeError):
        raise fout
    return "".join(VERVANGING.get(teken, "?") for teken in fout.object[fout.start : fout.end]), fout.end


codecs.register_error("verdeelwijzer", _stand_in)


class Gestopt(KeyboardInterrupt):
    """The system asks the command to stop: not a person with Ctrl-C, but as neat an end."""

    def __init__(self, signaal: int) -> None:
        super().__init__()
        self.signaal = signaal


_gevraagd: Final[list[int]] = []
"""Signals that came in: code of others that is interrupted may end with an exception of its own."""


@contextmanager
def _stopbaar() -> Iterator[None]:
    """Turn requests to stop into an exception, so that everything is cleaned up on the way out."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(nummer: int, _: FrameType | None) -> NoReturn:
        _gevraagd.append(nummer)
        raise Gestopt(nummer)

    _gevraagd.clear()
    soorten = [getattr(signal, naam) for naam in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, naam)]
    # Whoever started the command may have told it to ignore a signal (nohup).
    vorige = {soort: doe for soort in soorten if (doe := signal.getsignal(soort)) == signal.SIG_DFL}
    for soort in vorige:
        signal.signal(soort, stop)
    try:
        yield
    finally:
        for soort, doe in vorige.items():
            signal.signal(soort, doe)


class _Hulp:
    """The parts of help that click words in English."""

    params: list[click.Parameter]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        stukken = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(stukken), prefix="Gebruik: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        optie: click.Option | None = super().get_help_option(ctx)  # type: ignore[misc]
        if optie is not None:
            optie.help = "Toon deze uitleg en stop."
        return optie

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        opties = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]  # type: ignore[attr-defined]
        gevonden = [regel for optie in opties if (regel := optie.get_help_record(ctx)) is not None]
        regels = [(naam, _STANDAARD.sub(r"[standaard: \1]", uitleg)) for naam, uitleg in gevonden]
        regels = [(naam, uitleg.replace("[required]", "[verplicht]")) for naam, uitleg in regels]
        if regels:
            with formatter.section("Opties"):
                formatter.write_dl(regels)


class Opdracht(_Hulp, click.Command):
    """A command with Dutch help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[OPTIES]"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        # An amount below zero is no option: a real minus sign says so to click, and reads the same.
        einde = args.index("--") if "--" in args else len(args)
        vooraan = [f"−{arg[1:]}" if _NEGATIEF.fullmatch(arg) else arg for arg in args[:einde]]
        return super().parse_args(ctx, vooraan + args[einde:])


class Opdrachtgroep(_Hulp, click.Group):
    """The command itself: Dutch help, and every user error as one or more sentences with the right exit code."""

    command_class = Opdracht

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[OPTIES]"
        self.subcommand_metavar = "OPDRACHT [ARGUMENTEN]..."

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        opdrachten = [(naam, self.commands[naam].get_short_help_str(limit=200)) for naam in self.commands]
        with formatter.section("Opdrachten"):
            formatter.write_dl(opdrachten)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            ctx.fail(f"opdracht '{args[0]}' bestaat niet.{bedoelde_u(args[0], self.commands, RUIM)}")
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *_: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        if not standalone_mode:
            return super().main(args, standalone_mode=False, **extra)
        eigen = klaar()

        def doe() -> Any:
            try:
                uitgang = click.Group.main(self, args, standalone_mode=False, **extra)
                _spoel_door()
                return uitgang
            finally:
                doof(eigen)

        with _stopbaar():
            uitgang = met_uitgang(doe)
        doof(eigen)
        if eigen and not uitgang:
            # What was broken off still has to be cleaned up: Python does that while it takes itself apart.
            weg(uitgang)
        sys.exit(uitgang)


def ruim_zelden_op() -> None:
    """Before the books of a plan are made; only where this process is the command, for it ends with them."""
    if gc.get_threshold() == VUILNISGRENS:
        gc.set_threshold(*VOOR_BOEKEN)


def met_uitgang(doe: Callable[[], Any]) -> int:
    """Do it; whatever goes wrong becomes a sentence, and an exit code."""
    from schemas.fouten import Gebruikersfout, VerkeerdGebruik

    try:
        uitgang = doe()
        _spoel_door()
    except click.exceptions.NoArgsIsHelpError as fout:
        echo(fout.ctx.get_help(), err=True)
        return 2
    except click.ClickException as fout:
        hulp = fout.ctx.command_path if isinstance(fout, click.UsageError) and fout.ctx else ""
        echo(f"Fout: {in_het_nederlands(fout)}", err=True)
        if hulp:
            echo(f"Uitleg: {hulp} --help", err=True)
        return 2
    except VerkeerdGebruik as fout:
        echo(f"Fout: {fout}", err=True)
        return 2
    except Gebruikersfout as fout:
        echo(f"Fout: {fout}", err=True)
        return 1
    except (click.Abort, KeyboardInterrupt) as stop:
        # Click makes an Abort of every KeyboardInterrupt, after an empty line.
        oorzaak = stop if isinstance(stop, Gestopt) else stop.__cause__
        if isinstance(oorzaak, Gestopt):
            _gevraagd.append(oorzaak.signaal)
        if _gevraagd:
            echo("Gestopt; er is niets half geschreven.", err=True)
            return EERSTE_SIGNAAL + _gevraagd[0]
        echo("Afgebroken; er is niets half geschreven.", err=True)
        return AFGEBROKEN
    except BrokenPipeError:
        # The reader (head, more) has seen enough: no message, and none at exit either.
        _zwijg()
        return 0
    except MemoryError:
        return _te_weinig_geheugen()
    except PermissionError as fout:
        echo(f"Fout: geen toegang tot '{fout.filename}'; is het bestand open in Excel?", err=True)
        return 1
    except OSError as fout:
        from schemas.systeem import reden

        if fout.errno == errno.ENOMEM:
            return _te_weinig_geheugen()
        if fout.filename is not None:
            wat = f"'{_naam(fout.filename)}'"
        elif fout.errno == errno.ENOENT:
            # Somebody took away the folder in which the command was given.
            wat = "de map waarin u werkt"
        else:
            # What else has no name is what the answer is written to.
            _zwijg()
            wat = "de uitvoer"
        echo(f"Fout: {wat} is niet te lezen of te schrijven: {reden(fout)}.", err=True)
        return 1
    except Exception as fout:
        if isinstance(fout, ImportError) and _door_geheugen(fout):
            return _te_weinig_geheugen()
        if os.environ.get("VERDEELWIJZER_DEBUG"):
            raise
        echo(
            f"Fout in Verdeelwijzer zelf ({type(fout).__name__}: {fout}). Er is niets half geschreven. "
            "Meld dit; met VERDEELWIJZER_DEBUG=1 verschijnt de volledige melding.",
            err=True,
        )
        return 1
    return uitgang if isinstance(uitgang, int) else 0


def _spoel_door() -> None:
    """What waits to be written is written now, while a failure can still be told."""
    for stroom in (sys.stdout, sys.stderr):
        if stroom is not None:
            stroom.flush()


def _zwijg() -> None:
    """Nothing more to a stream that takes nothing: Python would complain at exit."""
    for stroom in (sys.stdout, sys.stderr):
        try:
            if stroom is not None:
                stroom.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stroom.fileno())


def _naam(pad: object) -> str:
    return os.fsdecode(pad) if isinstance(pad, str | bytes) else str(pad)


def _door_geheugen(fout: BaseException | None) -> bool:
    """Whether a library could not be loaded for want of memory: the loader only says so in English."""
    while fout is not None:
        if isinstance(fout, MemoryError) or any(zin in str(fout).casefold() for zin in GEHEUGENZINNEN):
            return True
        fout = fout.__cause__ or fout.__context__
    return False


def _te_weinig_geheugen() -> int:
    echo(
        "Fout: er is te weinig geheugen vrij op deze computer. Er is niets half geschreven. Sluit andere programma's "
        "en probeer het opnieuw.",
        err=True,
    )
    return 1


def in_het_nederlands(fout: click.ClickException) -> str:
    """What click has to say of wrong use, in Dutch."""
    if isinstance(fout, click.NoSuchOption):
        mogelijk = fout.possibilities or []
        return f"optie '{fout.option_name}' bestaat niet.{bedoelde_u(fout.option_name, mogelijk, RUIM)}"
    if isinstance(fout, click.MissingParameter):
        param = fout.param
        if isinstance(param, click.Argument):
            return f"{param.make_metavar(fout.ctx).strip('[].') if fout.ctx else param.name} ontbreekt."
        return f"optie '{param.opts[0]}' ontbreekt." if param is not None else "een argument ontbreekt."
    if isinstance(fout, click.BadOptionUsage):
        if "does not take a value" in fout.message:
            return f"optie '{fout.option_name}' heeft geen waarde; laat weg wat achter de naam staat."
        return f"optie '{fout.option_name}' is niet goed gebruikt; geef er één waarde bij."
    if isinstance(fout, click.BadParameter):
        naam = fout.param.opts[0] if isinstance(fout.param, click.Option) else ""
        return f"{naam}: {fout.message}" if naam else fout.message
    if isinstance(fout, click.BadArgumentUsage) or fout.message.startswith("Got unexpected extra argument"):
        return f"te veel argumenten: {fout.message.partition('(')[2].rstrip(').')}."
    return fout.message
