"""What must not get in: every attack on the running server, and how it ends."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

httpx = pytest.importorskip("httpx", reason="the server of the add-in needs: pip install '.[addin]'")

AANROEP = "/xlwings/custom-functions-call"
BEVEILIGD = [
    ("POST", AANROEP), ("GET", "/vw/toegang"), ("GET", "/vw/overzicht"), ("POST", "/vw/controleer-bereik"),
    ("POST", "/vw/valideer"), ("POST", "/vw/plan"),
]  # fmt: skip


@pytest.mark.parametrize(("methode", "pad"), BEVEILIGD)
@pytest.mark.parametrize(
    "koppen",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bearer x y"},
        {"Authorization": "Bearer verkeerd"},
        {"Authorization": "Basic dTpw"},
        {"Authorization": "Error 13001: no"},
        {"Authorization": "Bearer verkeerd", "Auth-Provider": "custom"},
        {"Cookie": "__Host-verdeelwijzer=e30="},
    ],
    ids=str,
)
def test_without_the_code_nothing_is_given(vreemde, methode, pad, koppen):
    antwoord = vreemde.request(methode, pad, headers=koppen, content=b"{}" if methode == "POST" else None)
    assert antwoord.status_code in (401, 429)
    assert "startcode" in antwoord.text or "te vaak" in antwoord.text


@pytest.fixture(scope="module")
def bestookt(starter):
    """A server of its own, for who asks too much of it; afterwards it stops as any other."""
    server = starter()
    yield server
    assert server.stop() == 0


def test_whoever_guesses_is_slowed_down_and_whoever_knows_is_not(bestookt, roep):
    with bestookt.client() as vreemde, bestookt.client(headers=bestookt.sleutel) as client:
        statussen = [vreemde.get("/vw/overzicht").status_code for _ in range(30)]
        assert statussen[0] == 401
        assert statussen[-1] == 429
        assert int(vreemde.get("/vw/overzicht").headers["Retry-After"]) > 0
        assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 200


@pytest.mark.parametrize("oorsprong", ["https://elders.example", "null", "http://localhost:1", "https://localhost"])
def test_a_page_of_somebody_else_cannot_call(client, roep, oorsprong):
    client.headers["Origin"] = oorsprong
    antwoord = roep(client, "VW_VERDEEL", [[1]], [[1]])
    assert antwoord.status_code == 403
    assert "access-control-allow-origin" not in antwoord.headers


def test_our_own_page_can(server, client, roep):
    client.headers.update({"Origin": server.oorsprong, "Sec-Fetch-Site": "same-origin"})
    assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 200


def test_a_request_that_the_browser_calls_cross_site_is_refused(client, roep):
    client.headers["Sec-Fetch-Site"] = "cross-site"
    assert roep(client, "VW_VERDEEL", [[1]], [[1]]).status_code == 403


@pytest.mark.parametrize("pad", [AANROEP, "/vw/valideer", "/taskpane.html"])
def test_a_preflight_of_another_page_gets_no_leave(vreemde, pad):
    koppen = {"Origin": "https://elders.example", "Access-Control-Request-Method": "POST"}
    antwoord = vreemde.options(pad, headers=koppen)
    assert antwoord.status_code == 403
    assert not [naam for naam in antwoord.headers if naam.startswith("access-control")]


@pytest.mark.parametrize(
    "host", ["elders.example", "localhost", "127.0.0.1:1", "localhost:{poort}.elders.example", "169.254.169.254", ""]
)
def test_under_another_name_the_server_does_not_answer(server, client, host):
    client.headers["Host"] = host.format(poort=server.poort)
    antwoord = client.get("/vw/overzicht")
    assert antwoord.status_code == 400
    assert server.basis in antwoord.json()["fout"]


@pytest.mark.parametrize("naam", ["localhost", "127.0.0.1", "LOCALHOST"])
def test_under_its_own_names_it_does(server, client, naam):
    client.headers["Host"] = f"{naam}:{server.poort}"
    assert client.get("/vw/start").status_code == 200


def test_two_hosts_are_none(server):
    verzoek = f"GET /vw/start HTTP/1.1\r\nHost: localhost:{server.poort}\r\nHost: x\r\nConnection: close\r\n\r\n"
    assert server.ruw(verzoek.encode()).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize(
    "pad",
    [
        "/xlwings/alert?prompt=a&title=b&buttons=c&mode=d&callback=e", "/xlwings/custom-scripts-call/x",
        "/xlwings/custom-scripts-meta", "/manifest", "/manifest/download", "/xlwings/custom-functions-meta", "/docs",
        "/openapi.json", "/socket.io/", "/xlwings/pyodide.json", "/aanmelden", "/vw", "/vw/", "/vw/start/",
    ],
)  # fmt: skip
@pytest.mark.parametrize("methode", ["GET", "POST"])
def test_what_the_library_has_besides_is_closed(client, methode, pad):
    assert client.request(methode, pad).status_code == 404


@pytest.mark.parametrize(
    "pad",
    [
        "/static/../custom_functions/__init__.py", "/static/%2e%2e/custom_functions/__init__.py",
        "/static/js/../../custom_functions/__init__.py", "/static/..%2fcustom_functions/__init__.py",
        "/static/..%5ccustom_functions%5c__init__.py", "/static//etc/passwd", "/static/%2fetc%2fpasswd",
        "/static/.env", "/static/js/%00.js", "/static/", "/static/js", "/static/C:/x", "/static/nergens.js",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_static_files(server, pad):
    verzoek = f"GET {pad} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nConnection: close\r\n\r\n"
    antwoord = server.ruw(verzoek.encode())
    assert antwoord.split(b" ")[1] in (b"400", b"404")
    assert b"import" not in antwoord


@pytest.mark.parametrize("methode", ["PUT", "DELETE", "PATCH", "TRACE", "POST"])
def test_another_method_is_refused(client, methode):
    antwoord = client.request(methode, "/vw/overzicht")
    assert antwoord.status_code == 405
    assert antwoord.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "naam",
    [
        "__builtins__",
        "__doc__",
        "FUNCTIES",
        "import_module",
        "VW_LAATSTEFOUT",
        "VERDEEL",
        "vw_verdeel",
        "os.system",
        "",
    ],
)
def test_only_registered_functions_can_be_called(client, roep, naam):
    antwoord = roep(client, naam)
    assert antwoord.status_code == 404
    assert "functie" in antwoord.text


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"{}", b'{"func_name": "VW_VERDEEL"}',
        b'{"func_name": 1, "args": []}', b'{"func_name": "VW_VERDEEL", "args": {}}',
        b'{"func_name": "VW_VERDEEL", "args": [[[NaN]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[Infinity]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1e999]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1' + b"0" * 400 + b']], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1' + b"0" * 9000 + b']], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[[[1]]]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1], [1, 2]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[], [[1]]]}', b'{"func_name": "VW_VERDEEL", "args": [[[]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [{"type": "Entity"}, [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[{}]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[{"type": "Double"}]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[{"type": "Double", "basicValue": [1]}]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[[{"type": 1, "basicValue": 1}]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[["__xlwings_not_an_object_handle__"]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [[["\\ud800"]], [[1]]]}',
        b'{"func_name": "VW_VERDEEL", "args": [1, 2, 3, 4, 5, 6]}', b'{"func_name": "VW_VERDEEL", "args": []}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1]], [[1]]], "runtime": "nan"}',
        b'{"func_name": "VW_VERDEEL", "args": [[[1]], [[1]]], "runtime": 1.4}',
        b'{"func_name": "VW_VERDEEL", "args": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"func_name": "VW_VERDEEL", "args": [' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b"]}",
    ],
    ids=lambda body: body[:90].decode("latin-1"),
)  # fmt: skip
def test_a_call_that_excel_never_makes_is_a_dutch_sentence_and_no_mistake_of_ours(client, body):
    antwoord = client.post(AANROEP, content=body)
    assert antwoord.status_code == 400
    assert antwoord.text.endswith(f"(vraag {antwoord.headers['X-Vraagnummer']})")
    for woord in ("Traceback", "xlwings", "Error", "object", "argument '", "NoneType"):
        assert woord not in antwoord.text


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{}", b"[" * 100_000, b'{"soort": "Maatstaven", "cellen": []}',
        b'{"soort": "Maatstaven", "cellen": [[NaN]]}', b'{"soort": 1, "cellen": [[1]]}',
        b'{"soort": "Maatstaven", "cellen": [[1], [1, 2]]}', b'{"soort": "Maatstaven", "cellen": [[[1]]]}',
        b'{"soort": "Maatstaven", "cellen": [["a"]], "hoek": "A0"}',
        b'{"soort": "Maatstaven", "cellen": [["a"]], "hoek": "ZZZZ1"}',
        b'{"soort": "__class__", "cellen": [["a"]]}',
    ],
    ids=lambda body: body[:60].decode(),
)  # fmt: skip
def test_a_range_that_excel_never_sends_is_a_dutch_sentence(client, body):
    antwoord = client.post("/vw/controleer-bereik", content=body)
    assert antwoord.status_code == 400
    assert set(antwoord.json()) == {"fout", "vraag"}


def test_a_body_that_says_it_is_too_large_is_not_read(server):
    for pad, grootte in ((AANROEP, 9_000_000), ("/vw/valideer", 10**12)):
        verzoek = (
            f"POST {pad} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nAuthorization: Bearer {server.code}\r\n"
            f"Expect: 100-continue\r\nContent-Length: {grootte}\r\n\r\n"
        )
        antwoord = server.ruw(verzoek.encode())
        # Waiting for the body, it would say 408.
        assert antwoord.startswith(b"HTTP/1.1 413")
        assert b"MB" in antwoord


def test_a_body_that_does_not_tell_its_length_is_refused(client):
    antwoord = client.post(AANROEP, content=iter([b"{}"]))
    assert antwoord.status_code == 411
    assert "hoe lang" in antwoord.text


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells how much memory another has")
def test_headers_behind_the_body_fill_no_memory(server):
    def geheugen():
        stand = Path(f"/proc/{server.proces.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", stand)[1]) // 1024

    voor = geheugen()
    begin = f"POST {AANROEP} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    try:
        antwoord = server.ruw(begin.encode() + b"".join(b"x-%d: %s\r\n" % (n, b"a" * 8000) for n in range(10_000)))
    except OSError:
        # The server has closed while we were still sending.
        antwoord = b""
    assert b" 200 " not in antwoord
    assert geheugen() - voor < 40


@pytest.mark.parametrize("lengte", ["-1", "abc", "1 1", "0x10", "1, 2"])
def test_a_length_that_is_no_number_is_refused(server, lengte):
    verzoek = f"POST {AANROEP} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nContent-Length: {lengte}\r\n\r\n{{}}"
    assert server.ruw(verzoek.encode()).startswith(b"HTTP/1.1 400")


def test_two_ways_to_tell_the_length_are_refused(server):
    verzoek = (
        f"POST {AANROEP} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nAuthorization: Bearer {server.code}\r\n"
        "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n"
    )
    assert server.ruw(verzoek.encode()).startswith(b"HTTP/1.1 400")


def test_a_page_takes_no_body(client):
    assert client.request("GET", "/opgave", content=b"x" * 100).status_code == 413


def test_a_body_that_drips_is_given_up(server):
    verzoek = (
        f"POST {AANROEP} HTTP/1.1\r\nHost: localhost:{server.poort}\r\nAuthorization: Bearer {server.code}\r\n"
        "Content-Length: 1000\r\n\r\n{"
    )
    assert server.ruw(verzoek.encode()).startswith(b"HTTP/1.1 408")


def test_headers_that_drip_are_given_up(server):
    # It comes back, so the server has closed.
    assert b" 200 " not in server.ruw(b"GET /gezond HTTP/1.1\r\nHost: loc")


def test_endless_headers_are_cut_off(server):
    try:
        antwoord = server.ruw(b"GET /gezond HTTP/1.1\r\n" + b"X-Lang: " + b"a" * 5_000_000)
    except OSError:
        # The server has closed while we were still sending.
        return
    # Waiting for their end, it would have said nothing at all.
    assert antwoord.startswith(b"HTTP/1.1 400")


def test_what_is_no_http_hears_so_in_dutch(server):
    antwoord = server.ruw(b"\x00\x01\x02 dit is geen http\r\n\r\n")
    assert antwoord.startswith(b"HTTP/1.1 400")
    assert "Dit verzoek is niet te lezen." in antwoord.decode()


@pytest.mark.parametrize(
    "naam",
    [
        "a%0d%0aSet-Cookie:%20x=1.xlsx", "%0d%0a%0d%0a<script>.xlsx", "..%2f..%2fetc%2fpasswd.xlsx",
        "<img src=x onerror=alert(1)>.xlsx", "%e2%80%aefdp.xlsx", "%00.xlsx",
    ],
)  # fmt: skip
def test_a_file_name_puts_nothing_in_headers_and_no_markup_in_the_report(client, naam):
    antwoord = client.post("/vw/valideer", content=b"geen werkmap", headers={"X-Bestandsnaam": naam})
    assert antwoord.status_code == 200
    assert "set-cookie" not in antwoord.headers
    assert "<img src=x" not in antwoord.json()["rapport"]
    assert "<script>" not in antwoord.json()["rapport"]


@pytest.mark.parametrize("naam", ["", "%ff%fe", "%20", "a" * 5000])
def test_a_file_name_that_is_none_is_refused(client, naam):
    antwoord = client.post("/vw/valideer", content=b"x", headers={"X-Bestandsnaam": naam})
    assert antwoord.status_code == 400
    assert "naam" in antwoord.json()["fout"]


def test_a_raw_line_end_in_a_header_never_arrives(server):
    verzoek = (
        f"POST /vw/valideer HTTP/1.1\r\nHost: localhost:{server.poort}\r\nAuthorization: Bearer {server.code}\r\n"
        "X-Bestandsnaam: a\rb.xlsx\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
    )
    antwoord = server.ruw(verzoek.encode())
    assert antwoord.startswith(b"HTTP/1.1 400") or b"\rb" not in antwoord


def test_a_number_from_outside_is_not_taken_over(vreemde):
    assert vreemde.get("/gezond", headers={"X-Vraagnummer": "12345678"}).headers["X-Vraagnummer"] != "12345678"


@pytest.fixture(scope="module")
def corpus():
    plan = importlib.util.spec_from_file_location(
        "corpus_maak_server", Path(__file__).parents[2] / "corpus" / "maak.py"
    )
    maak = importlib.util.module_from_spec(plan)  # type: ignore[arg-type]
    sys.modules[plan.name] = maak
    plan.loader.exec_module(maak)
    return maak.alle_gevallen()


def test_every_hostile_file_of_the_corpus_gets_the_sentence_of_the_gate(starter, corpus):
    """Sixteen that are not huge, of each kind of trouble; the gate itself meets all of them elsewhere."""
    server = starter()
    slecht = [geval for geval in corpus if geval.verwacht and not geval.naam.startswith(("groot", "te-groot", "veel"))]
    with server.client(headers=server.sleutel) as client:
        for geval in slecht[:: len(slecht) // 16]:
            antwoord = client.post("/vw/valideer", content=geval.maak(), headers={"X-Bestandsnaam": geval.naam})
            assert antwoord.status_code == 200, geval.naam
            gevonden = antwoord.json()
            assert gevonden["goed"] is False
            assert geval.verwacht in gevonden["oordeel"], geval.naam
        plan = client.post("/vw/plan", content=b"PK\x03\x04kapot", headers={"X-Bestandsnaam": "plan.xlsx"})
        assert plan.json()["goed"] is False
        assert client.get("/gezond").status_code == 200
    assert server.stop() == 0


@pytest.mark.parametrize("waar", ["{map}/geheim.yaml", "../geheim.yaml", "geheim.yaml", "/dev/zero", "%00", "x" * 300])
def test_who_sends_a_file_can_point_at_no_file_of_the_server(server, client, waar):
    (server.map / "geheim.yaml").write_text("wachtwoord: zwaluw\n", encoding="utf-8")
    koppen = {"X-Bestandsnaam": "a.csv", "X-Regio": waar.format(map=server.map)}
    antwoord = client.post("/vw/valideer", content=b"gemeente;inwoners\nBeek;5\n", headers=koppen)
    assert antwoord.status_code == 400
    assert antwoord.json()["fout"].startswith("Regio: ")
    assert "wachtwoord" not in antwoord.text


def test_what_was_filled_in_is_not_given_back_without_end(client, invoer):
    koppen = {"X-Bestandsnaam": "a.xlsx", "X-Sluitregel": "x" * 5_000}
    antwoord = client.post("/vw/plan", content=invoer.read_bytes(), headers=koppen)
    assert antwoord.status_code == 400
    assert "kies uit open, grootste-rest" in antwoord.json()["fout"]
    assert len(antwoord.text) < 1_000


def test_uploads_are_counted_per_user(bestookt):
    with bestookt.client(headers=bestookt.sleutel) as client:
        statussen = [
            client.post("/vw/valideer", content=b"x", headers={"X-Bestandsnaam": "a.xlsx"}).status_code
            for _ in range(40)
        ]
        assert statussen[0] == 200
        assert statussen[-1] == 429
        # Formulas in the sheet go on.
        assert client.get("/vw/overzicht").status_code == 200


def test_a_sheet_of_a_thousand_formulas_is_not_held_up(client, roep):
    assert {roep(client, "VW_VERDEEL", [[nummer]], [[1]]).status_code for nummer in range(1_000)} == {200}


def test_a_mistake_of_ours_tells_nothing_to_the_caller_and_its_place_to_the_log(traag, roep):
    with traag.client(headers=traag.sleutel) as client:
        antwoord = roep(client, "VW_STUK", [["geheime waarde"]])
    assert antwoord.status_code == 500
    nummer = antwoord.headers["X-Vraagnummer"]
    assert antwoord.text.startswith("Er ging iets mis in Verdeelwijzer zelf")
    assert "geheim" not in antwoord.text
    (regel,) = [regel for regel in traag.regels if regel.get("vraag") == nummer and "spoor" in regel]
    assert regel["fout"] == "ValueError"
    assert "__init__.py:" in regel["spoor"][0]
    assert "geheim" not in json.dumps(regel)


def test_an_english_sentence_of_the_library_does_not_reach_the_user(traag, roep):
    with traag.client(headers=traag.sleutel) as client:
        antwoord = roep(client, "VW_ENGELS", [[1]])
    assert antwoord.status_code in (400, 500)
    assert "(vraag " in antwoord.text
    assert "range" not in antwoord.text.casefold()


def test_the_log_tells_what_happened_and_nothing_from_outside(server, client, roep):
    roep(client, "VW_VERDEEL", [["geheimbedrag"]], [["geheimgewicht"]], caller_address="[Geheimmap.xlsx]Geheimblad!A1")
    client.post("/vw/valideer", content=b"geheiminhoud", headers={"X-Bestandsnaam": "geheimnaam.xlsx"})
    client.get("/vw/start?geheimvraag=1", headers={"User-Agent": "geheimprogramma", "Referer": "https://geheim"})
    client.get("/geheimpad")
    laatste = roep(client, "geheimefunctie").headers["X-Vraagnummer"]
    server.wacht_op(lambda: laatste in server.log)
    log = server.log
    assert "geheim" not in log.casefold()
    assert server.code not in log
    regels = server.regels
    aanroep = next(regel for regel in reversed(regels) if regel.get("functie") == "VW_VERDEEL")
    assert {"tijd", "niveau", "vraag", "methode", "route", "status", "ms", "in", "uit", "wie"} <= set(aanroep)
    assert aanroep["route"] == AANROEP
    assert len(aanroep["wie"]) == 12
    assert next(regel for regel in reversed(regels) if regel.get("status") == 404)["route"]
