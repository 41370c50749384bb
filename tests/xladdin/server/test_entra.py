"""The server of an organisation: tokens of Entra ID, and signing in on the page outside Excel."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

pytest.importorskip("joserfc", reason="the server of the add-in needs: pip install '.[addin]'")

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

TENANT = "11111111-2222-3333-4444-555555555555"
CLIENT = "66666666-7777-8888-9999-000000000000"
HOST = "verdeelwijzer.voorbeeld.nl"
EIGEN = f"https://{HOST}"
UITGEVER = f"https://login.microsoftonline.com/{TENANT}/v2.0"


def _proefnaam(claims):
    """Every process that runs tests must call them the same, and a key is written with its place in memory."""
    return " ".join(f"{naam}={type(w).__name__ if naam == 'met' else w}" for naam, w in claims.items())


@pytest.fixture(scope="session")
def sleutel():
    return RSAKey.generate_key(2048, {"kid": "proef", "use": "sig", "alg": "RS256"})


@pytest.fixture(scope="session")
def token(sleutel):
    """Makes a token as Entra does; what is given replaces a claim, and None leaves it out."""

    def maak(*, met=None, alg="RS256", uitgever=UITGEVER, **claims):
        nu = int(time.time())
        inhoud = {
            "aud": CLIENT, "iss": uitgever, "iat": nu - 5, "nbf": nu - 5, "exp": nu + 3600, "oid": "gebruiker-1",
            "tid": TENANT, "ver": "2.0", "name": "Geheime Naam", "preferred_username": "geheim@voorbeeld.nl",
            "roles": ["adviseur"], "scp": "access_as_user", "sub": "s",
        } | claims  # fmt: skip
        kop = {"alg": alg, "kid": "proef"}
        return jwt.encode(
            kop, {naam: w for naam, w in inhoud.items() if w is not None}, met or sleutel, algorithms=[alg]
        )

    return maak


class Uitgever(ThreadingHTTPServer):
    """A directory on this computer: it describes itself, hands out tokens for codes, and shows its keys."""

    def __init__(self, sleutel, token):
        super().__init__(("127.0.0.1", 0), Antwoord)
        self.sleutel = sleutel
        self.token = token
        self.gevraagd = {}
        self.claims = {}

    @property
    def adres(self):
        return f"http://127.0.0.1:{self.server_port}"


class Antwoord(BaseHTTPRequestHandler):
    server: Uitgever

    def log_message(self, *_):
        pass

    def _stuur(self, inhoud):
        tekst = json.dumps(inhoud).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(tekst)))
        self.end_headers()
        self.wfile.write(tekst)

    def do_GET(self):
        uitgever = self.server
        if self.path == "/keys":
            self._stuur(KeySet([uitgever.sleutel]).as_dict(private=False))
        else:
            self._stuur(
                {
                    "issuer": uitgever.adres,
                    "authorization_endpoint": f"{uitgever.adres}/authorize",
                    "token_endpoint": f"{uitgever.adres}/token",
                    "jwks_uri": f"{uitgever.adres}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                }
            )

    def do_POST(self):
        uitgever = self.server
        velden = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        uitgever.gevraagd = velden
        extra = {"nonce": velden["code"][0], "uitgever": uitgever.adres, **uitgever.claims}
        self._stuur(
            {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": uitgever.token(**extra)}
        )


@pytest.fixture(scope="session")
def uitgever(sleutel, token):
    uitgever = Uitgever(sleutel, token)
    draad = threading.Thread(target=uitgever.serve_forever, daemon=True)
    draad.start()
    yield uitgever
    uitgever.shutdown()
    uitgever.server_close()
    draad.join()


@pytest.fixture(scope="session")
def entra(starter, sleutel, uitgever, tmp_path_factory):
    """Behind a proxy that takes care of https, with the keys from a file."""
    sleutels = tmp_path_factory.mktemp("sleutels") / "jwks.json"
    sleutels.write_text(json.dumps(KeySet([sleutel]).as_dict(private=False)), encoding="utf-8")
    woorden = ("--modus", "entraid", "--tenant", TENANT, "--client-id", CLIENT, "--url", EIGEN, "--zonder-tls")
    return starter(
        *woorden,
        *("--proxy", "127.0.0.1", "--rol", "adviseur"),
        tls=False,
        host=HOST,
        omgeving={
            "VERDEELWIJZER_ENTRA_JWKS": str(sleutels),
            "VERDEELWIJZER_ENTRA_METADATA": f"{uitgever.adres}/.well-known/openid-configuration",
        },
    )


@pytest.fixture
def vraag(entra, roep):
    def doe(token, **koppen):
        with entra.client(headers={"Authorization": f"Bearer {token}", "Auth-Provider": "entraid", **koppen}) as client:
            return roep(client, "VW_VERDEEL", [[1]], [[1]])

    return doe


def test_a_token_of_the_organisation_lets_in(vraag, token, entra):
    assert vraag(token()).status_code == 200
    with entra.client() as client:
        assert client.get("/vw/start").json()["modus"] == "entraid"


def test_an_older_token_lets_in_too(vraag, token):
    oud = {"uitgever": f"https://sts.windows.net/{TENANT}/", "aud": f"api://{CLIENT}", "ver": "1.0"}
    assert vraag(token(**oud)).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": 1}, {"exp": None}, {"aud": "iemand-anders"}, {"uitgever": "https://login.microsoftonline.com/x/v2.0"},
        {"tid": "ander"}, {"tid": None}, {"oid": None}, {"ver": None}, {"ver": "3.0"}, {"nbf": 9_999_999_999},
        {"met": RSAKey.generate_key(2048, {"kid": "proef"})},
        {"met": OctKey.import_key("x" * 64), "alg": "HS256"},
    ],
    ids=_proefnaam,
)  # fmt: skip
def test_any_other_token_does_not(vraag, token, claims):
    antwoord = vraag(token(**claims))
    assert antwoord.status_code in (401, 429)
    assert "aangemeld" in antwoord.text or "te vaak" in antwoord.text


@pytest.mark.parametrize("rommel", ["x", "a.b.c", "Error", "eyJhbGciOiJub25lIn0.eyJvaWQiOiJ4In0.", "\u00e9"])
def test_what_is_no_token_does_not(vraag, rommel):
    assert vraag(rommel.encode("latin-1").decode("latin-1") if rommel.isascii() else "e").status_code in (401, 429)


def test_a_token_that_expires_is_refused_at_once(vraag, token):
    einde = int(time.time()) + 5
    kort = token(exp=einde)
    assert vraag(kort).status_code == 200
    time.sleep(max(0, einde + 0.5 - time.time()))
    assert vraag(kort).status_code in (401, 429)


def test_who_lacks_the_role_is_told_so(vraag, token):
    antwoord = vraag(token(roles=["lezer"]))
    assert antwoord.status_code == 403
    assert "vraag de beheerder om de rol" in antwoord.text
    assert "Geheime" not in antwoord.text


def test_the_code_of_local_mode_means_nothing_here(entra, server, vraag):
    assert vraag(server.code).status_code in (401, 429)


def test_over_https_a_browser_is_told_to_stay_there(entra):
    with entra.client() as client:
        assert "max-age=31536000" in client.get("/opgave").headers["Strict-Transport-Security"]


def test_it_answers_to_the_name_of_its_address_only(entra):
    with entra.client() as client:
        assert client.get("/opgave", headers={"Host": f"localhost:{entra.poort}"}).status_code == 400
        assert client.get("/opgave", headers={"Host": f"{HOST}:443"}).status_code == 200
        # The probe of a proxy knows no name.
        assert client.get("/gezond", headers={"Host": "10.0.0.7:8443"}).status_code == 200


# --- signing in


def koekje(antwoord):
    kop = antwoord.headers.get("set-cookie", "")
    return kop.partition(";")[0]


def heen(client):
    antwoord = client.get("/aanmelden")
    assert antwoord.status_code == 302, antwoord.text
    velden = {naam: waarden[0] for naam, waarden in parse_qs(urlsplit(antwoord.headers["location"]).query).items()}
    return velden, koekje(antwoord)


@pytest.fixture
def aangemeld(entra, uitgever):
    """A browser that went through the whole of it; gives its client and cookie."""
    uitgever.claims = {}
    with entra.client() as client:
        velden, tijdelijk = heen(client)
        # Our directory hands back the nonce as the code, so that the token can hold it.
        terug = client.get(
            "/aanmelden/terug",
            params={"code": velden["nonce"], "state": velden["state"]},
            headers={"Cookie": tijdelijk},
        )
        assert terug.status_code == 303, terug.text
        client.headers["Cookie"] = koekje(terug)
        yield client, velden, terug


def test_signing_in_leads_to_the_page_with_a_cookie_that_scripts_cannot_read(aangemeld, uitgever):
    client, velden, terug = aangemeld
    assert velden["redirect_uri"] == f"{EIGEN}/aanmelden/terug"
    assert velden["code_challenge_method"] == "S256"
    bewijs = hashlib.sha256(uitgever.gevraagd["code_verifier"][0].encode()).digest()
    assert velden["code_challenge"] == base64.urlsafe_b64encode(bewijs).decode().rstrip("=")
    kop = terug.headers["set-cookie"]
    assert kop.startswith("__Host-verdeelwijzer=")
    for deel in ("httponly", "samesite=lax", "secure", "path=/", "Max-Age=28800"):
        assert deel in kop
    assert terug.headers["location"] == "/opgave"
    inhoud = base64.b64decode(koekje(terug).partition("=")[2].partition(".")[0] + "==")
    assert b"Geheime" not in inhoud
    assert client.get("/vw/overzicht").status_code == 200


def test_a_post_by_cookie_must_come_from_our_own_page(aangemeld):
    client, _, _ = aangemeld
    vraag = {"soort": "Maatstaven", "cellen": [["peiljaar"], [2019]]}
    eigen = {"Origin": EIGEN, "X-Verdeelwijzer": "1"}
    assert client.post("/vw/controleer-bereik", json=vraag, headers=eigen).status_code == 200
    for koppen in ({}, {"Origin": EIGEN}, {"X-Verdeelwijzer": "1"}, {**eigen, "Origin": "https://elders.example"}):
        assert client.post("/vw/controleer-bereik", json=vraag, headers=koppen).status_code == 403


def test_signing_out_ends_it(aangemeld):
    client, _, _ = aangemeld
    antwoord = client.post("/afmelden", headers={"Origin": EIGEN, "X-Verdeelwijzer": "1"})
    assert antwoord.status_code == 204
    assert "1970" in antwoord.headers["set-cookie"]


def test_a_cookie_that_was_changed_lets_nobody_in(aangemeld):
    client, _, _ = aangemeld
    naam, _, waarde = client.headers["Cookie"].partition("=")
    nep = base64.b64encode(json.dumps({"gebruiker": {"id": "x", "tot": 9e12}}).encode()).decode()
    for ander in (waarde[:-3] + "abc", f"{nep}.{waarde.partition('.')[2]}", "x", ""):
        client.headers["Cookie"] = f"{naam}={ander}"
        assert client.get("/vw/overzicht").status_code in (401, 429)


@pytest.mark.parametrize(
    "velden",
    [{}, {"code": "x"}, {"code": "x", "state": "verzonnen"}, {"error": "access_denied", "state": "x"}],
    ids=str,
)
def test_coming_back_without_having_left_is_refused(entra, velden):
    with entra.client() as client:
        antwoord = client.get("/aanmelden/terug", params=velden)
        assert antwoord.status_code == 400
        assert "begin opnieuw" in antwoord.text


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "ander"}, {"aud": "ander"}, {"exp": 1}, {"uitgever": "https://elders.example"}, {"tid": "ander"},
        {"oid": None}, {"met": RSAKey.generate_key(2048, {"kid": "proef"})},
    ],
    ids=_proefnaam,
)  # fmt: skip
def test_a_token_that_is_not_for_this_sign_in_lets_nobody_in(entra, uitgever, claims):
    uitgever.claims = claims
    with entra.client() as client:
        velden, tijdelijk = heen(client)
        terug = client.get(
            "/aanmelden/terug",
            params={"code": velden["nonce"], "state": velden["state"]},
            headers={"Cookie": tijdelijk},
        )
        assert terug.status_code == 400, terug.text
        client.headers["Cookie"] = koekje(terug) or tijdelijk
        assert client.get("/vw/overzicht").status_code in (401, 429)


def test_who_lacks_the_role_cannot_sign_in_either(entra, uitgever):
    uitgever.claims = {"roles": []}
    with entra.client() as client:
        velden, tijdelijk = heen(client)
        terug = client.get(
            "/aanmelden/terug",
            params={"code": velden["nonce"], "state": velden["state"]},
            headers={"Cookie": tijdelijk},
        )
        assert terug.status_code == 403


def test_the_log_knows_no_name_and_no_token(entra, vraag, token):
    geldig = token()
    nummer = vraag(geldig).headers["X-Vraagnummer"]
    entra.wacht_op(lambda: nummer in entra.log)
    log = entra.log
    assert geldig not in log
    for woord in ("Geheime", "geheim@", "gebruiker-1", "code=", "state=", "Traceback"):
        assert woord not in log
