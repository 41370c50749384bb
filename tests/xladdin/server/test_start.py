"""Starting and stopping: the options, the certificate, the workers, and what a running call notices of it."""

from __future__ import annotations

import os
import re
import shlex
import signal
import socket
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from click.testing import CliRunner

NUMMER = "11111111-2222-3333-4444-555555555555"
ENTRA = ("--modus", "entraid", "--tenant", NUMMER, "--client-id", NUMMER)


@pytest.fixture
def start(starter):
    """Runs the command with options that make it end by itself; gives its exit code and what it said."""

    def doe(*woorden, omgeving=None):
        server = starter(*woorden, gereed=False, tls=False, omgeving=omgeving)
        uitgang = server.proces.wait(30)
        assert "Traceback" not in server.log
        return uitgang, server.uitvoer + server.log

    return doe


@pytest.mark.parametrize(
    ("woorden", "zin"),
    [
        (("--adres", "0.0.0.0"), "'0.0.0.0' is ook voor anderen bereikbaar; in modus lokaal kan alleen 127.0.0.1"),
        (("--adres", "localhost"), "in modus lokaal kan alleen 127.0.0.1 of ::1"),
        (("--adres", "::"), "in modus lokaal kan alleen 127.0.0.1 of ::1"),
        (("--url", "https://x.nl"), "--url hoort bij --modus entraid"),
        (("--zonder-tls",), "--zonder-tls hoort bij --modus entraid"),
        (("--proxy", "10.0.0.1"), "--proxy hoort bij --modus entraid"),
        (("--modus", "entraid"), "--tenant ontbreekt"),
        (("--modus", "entraid", "--tenant", NUMMER), "--client-id ontbreekt"),
        (("--modus", "entraid", "--tenant", "x", "--client-id", NUMMER), "'x' is geen nummer van Entra"),
        (ENTRA, "--url ontbreekt"),
        ((*ENTRA, "--url", "http://x.nl"), "verwacht: alleen het adres van de server"),
        ((*ENTRA, "--url", "https://x.nl"), "is een certificaat nodig"),
        (("--modus", "geen"), "'geen' kan niet; kies uit lokaal, entraid."),
        (("--certificaat", __file__), "--certificaat en --sleutelbestand horen bij elkaar"),
        (("--certificaat", __file__, "--sleutelbestand", __file__), "zijn samen geen certificaat met zijn sleutel"),
        (("--werkers", "0"), "verwacht: een heel getal van 1 tot en met 32"),
    ],
    ids=lambda waarde: " ".join(waarde) if isinstance(waarde, tuple) else "",
)
def test_options_that_make_no_safe_server_are_refused(opdracht, woorden, zin):
    uitgang, gezegd = opdracht(*woorden)
    assert uitgang == 2
    assert zin in gezegd


def test_a_key_file_of_entra_that_is_not_there_is_named(opdracht, monkeypatch):
    monkeypatch.setenv("VERDEELWIJZER_ENTRA_JWKS", "nergens.json")
    uitgang, gezegd = opdracht(*ENTRA, "--url", "https://x.nl", "--zonder-tls")
    assert (uitgang, "bestand 'nergens.json' bestaat niet" in gezegd) == (2, True)


def test_options_are_refused_before_what_reads_plans_is_loaded():
    code = (
        "import sys; from cli import main\n"
        "try: main(['addin', 'start', '--adres', '0.0.0.0'])\n"
        "except SystemExit as einde: print(einde.code, 'pandas' in sys.modules)"
    )
    uitkomst = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert uitkomst.stdout == "2 False\n"
    assert "'0.0.0.0' is ook voor anderen bereikbaar" in uitkomst.stderr


def test_a_folder_of_plans_that_is_not_there_is_said_at_the_start(start):
    uitgang, gezegd = start(omgeving={"VERDEELWIJZER_PLANNEN": "nergens"})
    assert (uitgang, "map 'nergens' bestaat niet" in gezegd) == (2, True)


def test_a_licence_key_that_xlwings_refuses_is_named(start):
    uitgang, gezegd = start(omgeving={"XLWINGS_LICENSE_KEY": "verzonnen"})
    assert uitgang == 2
    assert "de licentiesleutel van xlwings in XLWINGS_LICENSE_KEY is niet geldig" in gezegd


def test_a_port_that_is_taken_is_one_sentence(server, start):
    uitgang, gezegd = start("--poort", str(server.poort))
    assert uitgang == 2
    assert f"poort {server.poort} is al in gebruik; stop wat daar draait of kies een andere met --poort." in gezegd


def test_without_the_extra_the_command_says_what_to_install(monkeypatch):
    from cli import addin_server, main

    monkeypatch.setattr(addin_server, "find_spec", lambda naam: None)
    uitkomst = CliRunner().invoke(main, ["addin", "start"])
    assert uitkomst.exit_code == 2
    assert "pip install 'verdeelwijzer[addin]'" in uitkomst.output
    assert "pip install '.[addin]'" in uitkomst.output


def test_what_others_left_in_the_environment_changes_nothing(starter, roep):
    server = starter(
        omgeving={"XLWINGS_AUTH_PROVIDERS": "[]", "XLWINGS_CORS_ALLOW_ORIGINS": '["*"]', "XLWINGS_APP_PATH": "/x"}
    )
    with server.client() as client:
        assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 401
        antwoord = client.get("/gezond", headers={"Origin": "https://elders.example"})
        assert "access-control-allow-origin" not in antwoord.headers
    assert server.stop() == 0


def test_the_code_is_told_once_and_is_new_with_every_start(server, traag):
    assert server.uitvoer.count(server.code) == 2
    assert len(server.code) >= 40
    assert traag.code != server.code
    assert server.code not in server.log


def test_only_this_computer_can_reach_the_server(server):
    luistert = (
        subprocess.run(["ss", "-ltnH"], capture_output=True, text=True, check=False).stdout if os.name != "nt" else ""
    )
    if not luistert:
        pytest.skip("ss is missing: apt-get install iproute2")
    adressen = {regel.split()[3] for regel in luistert.splitlines() if regel.split()[3].endswith(f":{server.poort}")}
    assert adressen <= {f"127.0.0.1:{server.poort}", f"[::1]:{server.poort}"}
    assert adressen


# --- the certificate


@pytest.fixture
def certificaten():
    return pytest.importorskip("xladdin.server.certificaat", reason="needs: pip install '.[addin]'")


def test_the_certificate_vouches_for_this_computer_and_for_nothing_else(certificaten, tmp_path):
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID

    pad, _ = certificaten.eigen_certificaat(tmp_path, datetime.now(UTC))
    gelezen = x509.load_pem_x509_certificate(pad.read_bytes())
    uitbreiding = {een.oid._name: een for een in gelezen.extensions}
    assert uitbreiding["basicConstraints"].value == x509.BasicConstraints(ca=False, path_length=None)
    assert uitbreiding["basicConstraints"].critical
    assert list(uitbreiding["extendedKeyUsage"].value) == [ExtendedKeyUsageOID.SERVER_AUTH]
    assert not uitbreiding["keyUsage"].value.key_cert_sign
    namen = uitbreiding["subjectAltName"].value
    assert namen.get_values_for_type(x509.DNSName) == ["localhost"]
    assert namen.get_values_for_type(x509.IPAddress) == [ip_address("127.0.0.1"), ip_address("::1")]
    assert isinstance(gelezen.public_key(), ec.EllipticCurvePublicKey)
    assert gelezen.not_valid_after_utc - gelezen.not_valid_before_utc <= timedelta(days=397)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_key_is_for_its_owner_alone_from_its_first_byte_on(certificaten, tmp_path, monkeypatch):
    gezien = []
    vervang = os.replace

    def kijk(bron, doel):
        gezien.append(stat.S_IMODE(Path(bron).stat().st_mode))
        vervang(bron, doel)

    monkeypatch.setattr(os, "replace", kijk)
    _, sleutel = certificaten.eigen_certificaat(tmp_path / "nieuw", datetime.now(UTC))
    assert stat.S_IMODE(sleutel.stat().st_mode) == 0o600
    assert stat.S_IMODE(sleutel.parent.stat().st_mode) == 0o700
    assert gezien == [0o600, 0o600]
    assert sorted(pad.name for pad in sleutel.parent.iterdir()) == ["localhost.key", "localhost.pem"]


def test_the_certificate_stays_until_it_nears_its_end(certificaten, tmp_path):
    nu = datetime.now(UTC)
    inhoud = certificaten.eigen_certificaat(tmp_path, nu)[0].read_bytes()
    assert certificaten.eigen_certificaat(tmp_path, nu + timedelta(days=360))[0].read_bytes() == inhoud
    assert certificaten.eigen_certificaat(tmp_path, nu + timedelta(days=370))[0].read_bytes() != inhoud


@pytest.mark.parametrize("naam", ["localhost.pem", "localhost.key"])
@pytest.mark.parametrize("inhoud", [None, b"", b"-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"])
def test_a_certificate_that_is_spoiled_is_made_anew(certificaten, tmp_path, naam, inhoud):
    nu = datetime.now(UTC)
    certificaten.eigen_certificaat(tmp_path, nu)
    (tmp_path / naam).unlink() if inhoud is None else (tmp_path / naam).write_bytes(inhoud)
    certificaten.keur_certificaat(*certificaten.eigen_certificaat(tmp_path, nu))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_key_that_others_could_read_is_not_trusted_any_more(certificaten, tmp_path):
    nu = datetime.now(UTC)
    _, sleutel = certificaten.eigen_certificaat(tmp_path, nu)
    oud = sleutel.read_bytes()
    sleutel.chmod(0o644)
    assert certificaten.eigen_certificaat(tmp_path, nu)[1].read_bytes() != oud


def test_a_folder_that_cannot_be_written_is_one_sentence(certificaten, tmp_path):
    from schemas.fouten import VerkeerdGebruik

    (tmp_path / "bestand").write_text("geen map")
    with pytest.raises(VerkeerdGebruik, match="het certificaat is niet te bewaren in"):
        certificaten.eigen_certificaat(tmp_path / "bestand" / "map", datetime.now(UTC))


@pytest.mark.parametrize("systeem", ["Windows", "Darwin", "Linux"])
def test_each_system_hears_how_to_trust_it(certificaten, systeem):
    zin = certificaten.vertrouwen(Path("a b") / "localhost.pem", systeem)
    assert "localhost.pem" in zin
    assert ("certutil" in zin) == (systeem != "Darwin")


@pytest.mark.skipif(os.name == "nt", reason="a name on Windows holds no quotes")
@pytest.mark.parametrize("systeem", ["Darwin", "Linux"])
def test_what_one_types_to_trust_it_is_one_name_whatever_is_in_it(certificaten, systeem):
    pad = Path('o\'brien "x"') / "localhost.pem"
    opdracht = certificaten.vertrouwen(pad, systeem).partition("account: ")[2]
    assert shlex.split(opdracht)[-1] == str(pad)


def test_two_servers_that_begin_at_once_share_one_certificate_and_one_code(certificaten, tmp_path):
    """The second comes while the first writes; it waits for no half, and takes what the first made."""
    code = (
        "import sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from schemas.fouten import Gebruikersfout\n"
        "from xladdin.server.certificaat import eigen_certificaat, eigen_startcode, keur_certificaat\n"
        "sys.stdin.readline()\nmap_ = Path('nieuw')\n"
        "try:\n"
        "    keur_certificaat(*eigen_certificaat(map_, datetime.now(UTC)))\n    print(eigen_startcode(map_))\n"
        "except Gebruikersfout as fout:\n    print(fout)\n"
    )
    processen = [
        subprocess.Popen(
            [sys.executable, "-c", code], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for proces in processen:
        assert proces.stdin is not None
        proces.stdin.write("\n")
        proces.stdin.flush()
    gezegd = {proces.communicate()[0].strip() for proces in processen}
    bewaard = (tmp_path / "nieuw" / "startcode").read_text() if (tmp_path / "nieuw" / "startcode").exists() else ""
    wacht = [zin for zin in gezegd if "een andere opdracht schrijft op dit moment in" in zin]
    assert gezegd - set(wacht) <= {bewaard}
    assert gezegd != set(wacht)


@pytest.mark.parametrize(("dagen", "zin"), [((-9, -2), "is verlopen op "), ((2, 9), "geldt pas vanaf "), ((-9, 9), "")])
def test_a_certificate_of_ones_own_that_does_not_count_now_is_said(
    begin, certificaten, tmp_path, monkeypatch, dagen, zin
):
    nu = datetime.now(UTC)
    monkeypatch.setattr(certificaten, "DAGEN", dagen[1] - dagen[0])
    pad, sleutel = certificaten.eigen_certificaat(tmp_path / "eigen", nu + timedelta(days=dagen[0]))
    gezegd = begin("--certificaat", str(pad), "--sleutelbestand", str(sleutel))
    assert ("Let op: het certificaat" in gezegd) == bool(zin)
    assert zin in gezegd
    # Also where it is called as the one that is made.
    assert "alleen voor deze computer" not in gezegd


def stopt_zonder_klacht(server, soort=signal.SIGTERM):
    """What a server that answered says at its end."""
    assert server.stop(soort) == 0
    assert "Traceback" not in server.log
    assert all(regel["niveau"] == "info" for regel in server.regels), server.log
    assert server.uitvoer.endswith("De server is gestopt.\n")


def test_one_can_bring_a_certificate_of_ones_own(certificaten, starter, roep, tmp_path):
    pad, sleutel = certificaten.eigen_certificaat(tmp_path, datetime.now(UTC))
    eigen, eigen_sleutel = pad.rename(tmp_path / "eigen.pem"), sleutel.rename(tmp_path / "eigen.key")
    server = starter("--certificaat", str(eigen), "--sleutelbestand", str(eigen_sleutel), gereed=False)
    (server.map / "localhost.pem").write_bytes(eigen.read_bytes())
    server.wacht_tot_gereed()
    assert "certutil" not in server.uitvoer
    with server.client(headers=server.sleutel) as client:
        assert roep(client, "VW_VERDEEL", [[100]], [[1], [2]]).status_code == 200
    stopt_zonder_klacht(server)


# --- stopping


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("soort", [getattr(signal, naam, None) for naam in ("SIGINT", "SIGHUP")])
@pytest.mark.parametrize("werkers", ["1", "2"])
def test_it_stops_when_asked_without_a_word_of_complaint(starter, roep, soort, werkers):
    """At a SIGTERM so does the server with a certificate of one's own, and the one whose workers share a code."""
    server = starter("--werkers", werkers)
    with server.client(headers=server.sleutel) as client:
        # What answers has a loop of its own, which has to be closed as well.
        assert roep(client, "VW_VERDEEL", [[100]], [[1], [2]]).status_code == 200
    stopt_zonder_klacht(server, soort)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("werkers", ["1", "2"])
def test_who_started_it_to_outlive_the_terminal_keeps_it(starter, werkers):
    script = "import os, signal, sys\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nos.execv(sys.argv[1], sys.argv[1:])"
    opdracht = Path(sys.executable).with_name("verdeelwijzer")
    server = starter("--werkers", werkers, programma=("-c", script, str(opdracht), "addin", "start"))
    server.vraag(signal.SIGHUP)
    with server.client() as client:
        assert client.get("/gezond").status_code == 200
    assert server.stop() == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_without_their_parent_the_workers_end_and_the_port_is_free(starter):
    server = starter("--werkers", "2")
    server.proces.kill()
    server.proces.wait()
    server.wacht_op(lambda: not server.luistert())


@pytest.fixture
def bezig(roep):
    """A call that keeps the server busy: has begun when this returns, with the answer when it is there."""

    def begin(server, seconden):
        antwoorden = []
        eerder = server.uitvoer.count("traag begonnen")
        client = server.client(headers=server.sleutel)
        draad = threading.Thread(target=lambda: antwoorden.append(roep(client, "VW_TRAAG", [[seconden]])))
        draad.start()
        server.wacht_op(lambda: server.uitvoer.count("traag begonnen") > eerder)
        return draad, antwoorden

    return begin


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
def test_a_running_call_finishes_when_the_server_stops(starter, start_met_project, bezig):
    server = starter(programma=(start_met_project,))
    draad, antwoorden = bezig(server, 2.0)
    server.proces.send_signal(signal.SIGTERM)
    draad.join()
    assert [antwoord.status_code for antwoord in antwoorden] == [200]
    assert server.proces.wait() == 0
    assert "Traceback" not in server.log
    assert not server.luistert()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("werkers", ["1", "2"])
def test_a_call_that_runs_on_and_on_does_not_keep_the_server_from_stopping(starter, start_met_project, bezig, werkers):
    server = starter("--werkers", werkers, programma=(start_met_project,), omgeving={"stopseconden": "1"})
    draad, antwoorden = bezig(server, 600.0)
    server.proces.send_signal(signal.SIGTERM)
    assert server.proces.wait(120) == 0
    draad.join()
    (antwoord,) = antwoorden
    assert antwoord.status_code == 503
    assert antwoord.text.startswith("De server stopt; probeer het over een halve minuut opnieuw. (vraag ")
    assert server.uitvoer.endswith("De server is gestopt.\n")
    assert any(regel.get("bericht") == "werk dat te lang liep, is afgebroken" for regel in server.regels)
    assert "Traceback" not in server.log


def test_other_calls_are_answered_while_a_slow_one_runs(traag, bezig, roep):
    draad, antwoorden = bezig(traag, 5.0)
    with traag.client(headers=traag.sleutel) as ander:
        for _ in range(5):
            assert roep(ander, "VW_VERDEEL", [[1]], [[1]]).status_code == 200
    # By how much it delays them, the benchmark tells.
    assert antwoorden == []
    draad.join()
    assert antwoorden[0].status_code == 200


@pytest.fixture(scope="module")
def krap(starter, start_met_project):
    """A server that does one thing at a time."""
    return starter(programma=(start_met_project,), omgeving={"tegelijk": "1"})


def test_who_is_refused_takes_no_place_of_others(krap, roep):
    server = krap
    kop = f"POST /vw/valideer HTTP/1.1\r\nHost: localhost:{server.poort}\r\nContent-Length: 1000\r\n\r\n"
    lijnen = []
    try:
        for _ in range(8):
            lijn = socket.create_connection(("127.0.0.1", server.poort))
            lijnen.append(server.vertrouwen.wrap_socket(lijn, server_hostname="localhost"))
            lijnen[-1].sendall(kop.encode())
        with server.client(headers=server.sleutel) as client:
            assert client.get("/gezond").status_code == 200
            assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 200
    finally:
        for lijn in lijnen:
            lijn.close()


def test_when_it_is_too_busy_it_says_so_and_its_probes_still_answer(krap, bezig, roep):
    draad, antwoorden = bezig(krap, 3.0)
    with krap.client(headers=krap.sleutel) as client:
        antwoord = roep(client, "VW_VERDEEL", [[1]], [[1]])
        assert antwoord.status_code == 503
        assert antwoord.text.startswith("Het is nu te druk op de server; probeer het zo opnieuw.")
        assert client.get("/gereed").status_code == 200
    draad.join()
    assert antwoorden[0].status_code == 200


def test_workers_share_the_code_and_answer_alike(starter, roep, invoer):
    server = starter("--werkers", "2")
    wie = set()
    for _ in range(8):
        with server.client(headers=server.sleutel) as client:
            assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 200
    antwoorden = []

    def stuur():
        with server.client(headers=server.sleutel) as client:
            koppen = {"X-Bestandsnaam": "invoer.xlsx"}
            antwoorden.append(client.post("/vw/valideer", content=invoer.read_bytes(), headers=koppen))

    draden = [threading.Thread(target=stuur) for _ in range(4)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert [antwoord.json()["goed"] for antwoord in antwoorden] == [True] * 4
    wie = {regel["wie"] for regel in server.regels if regel.get("functie")}
    assert len(wie) == 1
    stopt_zonder_klacht(server)


def test_the_command_tells_its_help_without_loading_the_server():
    code = (
        "import sys; from cli import main\n"
        "try: main(['addin', 'start', '--help'])\n"
        "except SystemExit: pass\n"
        "print([naam for naam in ('xlwings', 'uvicorn', 'pandas') if naam in sys.modules])"
    )
    uitkomst = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert uitkomst.stdout.endswith("[]\n")
    assert "verdeelwijzer addin start" in uitkomst.stdout


# --- what stays on this computer


@pytest.fixture
def opdracht(certificaten, monkeypatch, tmp_path):
    """How the command ends and what it says, of a server that does not really begin."""
    import xladdin.server.start as start
    from cli import main

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setattr(start, "open_poort", lambda _: [])
    monkeypatch.setattr(start, "start", lambda *_: None)

    def doe(*woorden):
        uit = CliRunner().invoke(main, ["addin", "start", *woorden])
        assert uit.exception is None or isinstance(uit.exception, SystemExit)
        return uit.exit_code, uit.output

    return doe


@pytest.fixture
def begin(opdracht):
    """What the command tells at a start that succeeds."""

    def doe(*woorden):
        uitgang, gezegd = opdracht(*woorden)
        assert uitgang == 0, gezegd
        return gezegd

    return doe


def code_van(uitvoer):
    return re.search(r"#startcode=(\S+)", uitvoer)[1]


def test_the_startcode_stays_and_is_for_its_owner_alone(begin, tmp_path):
    code = code_van(begin())
    pad = tmp_path / "verdeelwijzer" / "startcode"
    assert pad.read_text() == code
    assert stat.S_IMODE(pad.stat().st_mode) == 0o600
    assert code_van(begin()) == code
    assert code_van(begin("--nieuwe-startcode")) != code


@pytest.mark.parametrize("inhoud", ["", "kort", "geen code! maar iets anders dat lang genoeg is", "é" * 40])
def test_a_startcode_that_is_none_is_made_anew(begin, tmp_path, inhoud):
    begin()
    pad = tmp_path / "verdeelwijzer" / "startcode"
    pad.write_text(inhoud, encoding="utf-8")
    assert len(code_van(begin())) >= 32


def test_a_startcode_that_others_could_read_counts_no_more(begin, tmp_path):
    code = code_van(begin())
    (tmp_path / "verdeelwijzer" / "startcode").chmod(0o644)
    assert code_van(begin()) != code


def test_for_more_than_one_person_no_startcode_is_kept(begin, tmp_path):
    opties = (*ENTRA, "--url", "https://x.nl", "--zonder-tls")
    assert "tartcode" not in begin(*opties)
    assert not (tmp_path / "verdeelwijzer" / "startcode").exists()


def test_a_renewed_certificate_is_announced(begin, certificaten, tmp_path):
    aankondiging = "Let op: het certificaat liep af, dus er is een nieuw gemaakt. Vertrouw het opnieuw"
    assert aankondiging not in begin()
    assert aankondiging not in begin()
    map_ = tmp_path / "verdeelwijzer"
    for naam in ("localhost.pem", "localhost.key"):
        (map_ / naam).unlink()
    certificaten.eigen_certificaat(map_, datetime.now(UTC) - timedelta(days=380))
    assert aankondiging in begin()
    assert aankondiging not in begin()
