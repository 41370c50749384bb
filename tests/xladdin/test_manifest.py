"""The manifest as Excel reads it: parsed, held against Microsoft's order of elements, and every address followed."""

from __future__ import annotations

import uuid
from importlib import metadata
from urllib.parse import urlsplit

import pytest
from defusedxml import ElementTree

from schemas.fouten import VerkeerdGebruik
from xladdin.manifest import OnbruikbaarAdres, adres, manifest, versienummer

SERVER = "https://verdeelwijzer.voorbeeldstad.nl"
CLIENT = "11111111-2222-3333-4444-555555555555"
APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
LINT = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BASIS = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
SOORT = "{http://www.w3.org/2001/XMLSchema-instance}type"

# What may stand in what, and in which order: "How to find the proper order of manifest elements" (Microsoft Learn)
# and the schemas TaskPaneAppVersionOverridesV1_0.xsd and OfficeAppBasicTypesV1_0.xsd.
VOLGORDE = {
    "OfficeApp": (
        "Id AlternateId Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl "
        "SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions Dictionary VersionOverrides "
        "ExtendedOverrides"
    ),
    "VersionOverrides": "Description Requirements Hosts Resources WebApplicationInfo EquivalentAddins",
    "AppDomains": "AppDomain",
    "Hosts": "Host",
    "Host": "Runtimes AllFormFactors DesktopFormFactor",
    "Requirements": "Sets Methods",
    "Sets": "Set",
    "DefaultSettings": "SourceLocation",
    "Runtimes": "Runtime",
    "AllFormFactors": "ExtensionPoint",
    "DesktopFormFactor": "GetStarted FunctionFile ExtensionPoint",
    "ExtensionPoint": "Script Page Metadata Namespace OfficeTab CustomTab",
    "Script": "SourceLocation",
    "Page": "SourceLocation",
    "Metadata": "SourceLocation",
    "OfficeTab": "Group",
    "Group": "OverriddenByRibbonApi Label Icon Control",
    "Control": "OverriddenByRibbonApi Label Supertip Icon Action Enabled Items",
    "Supertip": "Title Description",
    "Icon": "Image",
    "Action": "TaskpaneId SourceLocation Title FunctionName",
    "Resources": "Images Urls ShortStrings LongStrings",
    "Images": "Image",
    "Urls": "Url",
    "ShortStrings": "String",
    "LongStrings": "String",
    "WebApplicationInfo": "Id MsaId Resource Scopes Authorizations",
    "Scopes": "Scope",
}


def gelezen(url: str = SERVER, **opties: str):
    return ElementTree.fromstring(manifest(url, **opties), forbid_dtd=True)


def kaal(element) -> str:
    return element.tag.rpartition("}")[2]


def een(wortel, pad: str):
    (gevonden,) = wortel.findall(pad)
    return gevonden


@pytest.mark.parametrize("entra", [None, CLIENT])
def test_every_element_stands_where_the_schema_of_microsoft_wants_it(entra):
    for element in gelezen(entra=entra).iter():
        kinderen = [kaal(kind) for kind in element]
        volgorde = VOLGORDE.get(kaal(element), "").split()
        assert [kind for kind in kinderen if kind not in volgorde] == [], kaal(element)
        assert kinderen == sorted(kinderen, key=volgorde.index), kaal(element)


def test_what_excel_demands_is_there():
    wortel = gelezen()
    assert wortel.tag == f"{APP}OfficeApp"
    assert wortel.get(SOORT) == "TaskPaneApp"
    verplicht = ("Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "Permissions")
    for naam in verplicht:
        element = een(wortel, f"{APP}{naam}")
        assert element.text or element.get("DefaultValue")
    assert een(wortel, f"{APP}DefaultLocale").text == "nl-NL"
    assert een(wortel, f"{APP}Hosts/{APP}Host").get("Name") == "Workbook"


@pytest.mark.parametrize(
    "server",
    [SERVER, "https://localhost:8443", "https://127.0.0.1:9000", "https://[::1]:8443", "https://xn--verdeel-d4a.nl"],
)
def test_every_address_is_of_the_own_server(server):
    wortel = gelezen(server, entra=CLIENT)
    teksten = [waarde for element in wortel.iter() for waarde in (element.text or "", *element.attrib.values())]
    adressen = [tekst for tekst in teksten if "://" in tekst]
    assert len(adressen) == 12
    for gevonden in adressen:
        delen = urlsplit(gevonden)
        assert delen.scheme in ("https", "api")
        assert delen.netloc == urlsplit(server).netloc
    assert b"xlwings.org" not in manifest(server)


def test_the_paths_are_those_of_the_server():
    wortel = gelezen()
    bronnen = {bron.get("id"): bron.get("DefaultValue") for bron in wortel.iter() if bron.get("id")}
    assert {naam: urlsplit(url).path for naam, url in bronnen.items() if "://" in (url or "")} == {
        "Venster.Url": "/taskpane.html",
        "Functies.Script": "/xlwings/custom-functions-code.js",
        "Functies.Metadata": "/xlwings/custom-functions-meta.json",
        **{f"Icoon.{maat}": f"/static/images/verdeelwijzer-{maat}.png" for maat in (16, 32, 64, 80)},
    }


def test_every_reference_leads_to_a_resource_of_the_right_kind():
    wortel = gelezen()
    soorten = {bron.get("id"): kaal(lijst) for lijst in een(wortel, f".//{LINT}Resources") for bron in lijst}
    hoort = {
        "Image": {"Images"},
        "SourceLocation": {"Urls"},
        "FunctionFile": {"Urls"},
        "Runtime": {"Urls"},
        "Label": {"ShortStrings"},
        "Title": {"ShortStrings"},
        "Description": {"LongStrings"},
    }
    gebruikt = [element for element in wortel.iter() if element.get("resid")]
    for element in gebruikt:
        assert soorten[element.get("resid")] in hoort[kaal(element)], kaal(element)
    assert {element.get("resid") for element in gebruikt} == set(soorten)


def test_texts_are_no_longer_than_excel_shows():
    wortel = gelezen(entra=CLIENT)
    assert len(een(wortel, f"{APP}DisplayName").get("DefaultValue")) <= 125
    assert len(een(wortel, f"{APP}Description").get("DefaultValue")) <= 250
    for element in wortel.iter():
        if kaal(element) == "String":
            kort = element in list(een(wortel, f".//{BASIS}ShortStrings"))
            assert 1 <= len(element.get("DefaultValue")) <= (32 if kort else 250)
        for sleutel in ("id", "resid"):
            assert len(element.get(sleutel) or "") <= 32


def test_the_ribbon_has_the_sizes_of_icons_that_excel_demands():
    wortel = gelezen()
    for icoon in wortel.iter(f"{LINT}Icon"):
        maten = {int(beeld.get("size")): beeld.get("resid") for beeld in icoon}
        assert {16, 32, 80} <= set(maten)
        assert all(str(maat) in naam for maat, naam in maten.items())
    assert "-32.png" in een(wortel, f"{APP}IconUrl").get("DefaultValue")
    assert "-64.png" in een(wortel, f"{APP}HighResolutionIconUrl").get("DefaultValue")


def test_task_pane_and_functions_share_one_runtime():
    wortel = gelezen()
    looptijd = een(wortel, f".//{LINT}Runtime")
    assert looptijd.get("lifetime") == "long"
    (functies,) = [punt for punt in wortel.iter(f"{LINT}ExtensionPoint") if punt.get(SOORT) == "CustomFunctions"]
    assert een(functies, f"{LINT}Page/{LINT}SourceLocation").get("resid") == looptijd.get("resid")
    assert een(wortel, f".//{LINT}Action/{LINT}SourceLocation").get("resid") == looptijd.get("resid")
    assert {eis.get("Name"): eis.get("MinVersion") for eis in wortel.iter(f"{APP}Set")}["SharedRuntime"] == "1.1"


def test_the_functions_carry_their_namespace_themselves():
    assert list(gelezen().iter(f"{LINT}Namespace")) == []


def test_the_id_belongs_to_the_server_and_outlives_a_version():
    def id_van(url: str, versie: str) -> str:
        return een(gelezen(url, versie=versie), f"{APP}Id").text

    assert id_van(SERVER, "2026.1") == id_van(f"{SERVER.upper().replace('HTTPS', 'https')}/", "2026.2")
    assert id_van(SERVER, "2026.1") == id_van(f"{SERVER}:443", "2026.1")
    assert id_van(SERVER, "2026.1") != id_van("https://localhost:8443", "2026.1")
    assert uuid.UUID(id_van(SERVER, "2026.1")).version == 5


@pytest.mark.parametrize(
    ("versie", "nummer"),
    [("2026.1", "2026.1.0.0"), ("2026.1.2.3.4", "2026.1.2.3"), ("2026.2rc1", "2026.2.1.0"), ("3", "3.0.0.0"),
     ("2026.1+plaatselijk.7", "2026.1.0.0")],
)  # fmt: skip
def test_the_version_is_four_numbers(versie, nummer):
    assert versienummer(versie) == nummer
    assert een(gelezen(versie=versie), f"{APP}Version").text == nummer


def test_the_version_is_that_of_the_installed_program():
    assert een(gelezen(), f"{APP}Version").text.startswith(f"{metadata.version('verdeelwijzer')}.")


def test_only_with_entra_does_the_manifest_name_an_app_registration():
    assert list(gelezen().iter(f"{LINT}WebApplicationInfo")) == []
    info = een(gelezen("https://localhost:8443", entra=CLIENT.upper()), f".//{LINT}WebApplicationInfo")
    assert een(info, f"{LINT}Id").text == CLIENT
    assert een(info, f"{LINT}Resource").text == f"api://localhost:8443/{CLIENT}"
    assert [recht.text for recht in info.iter(f"{LINT}Scope")] == ["openid", "profile"]


def test_a_client_id_is_checked():
    with pytest.raises(VerkeerdGebruik, match=r"^'abc' is geen client-ID; verwacht: de Application"):
        manifest(SERVER, entra="abc")


@pytest.mark.parametrize(
    ("url", "waarom"),
    [
        ("http://verdeelwijzer.voorbeeldstad.nl", "alleen over https, ook op uw eigen computer"),
        ("verdeelwijzer.voorbeeldstad.nl", "begint niet met https://"),
        ("ftp://verdeelwijzer.voorbeeldstad.nl", "begint niet met https://"),
        ("https://", "begint niet met https://"),
        ("", "begint niet met https://"),
        (f"{SERVER}/excel", "een pad, vraag of anker"),
        (f"{SERVER}?a=1", "een pad, vraag of anker"),
        (f"{SERVER}/?", "een pad, vraag of anker"),
        (f"{SERVER}#hier", "een pad, vraag of anker"),
        ("https://verdeelwijzer.nl:99999", "de poort of het IP-adres klopt niet"),
        ("https://verdeelwijzer.nl:acht", "de poort of het IP-adres klopt niet"),
        ("https://[::1", "de poort of het IP-adres klopt niet"),
        ("https://verdeel wijzer.nl", "een spatie of stuurteken"),
        (f"{SERVER}\n", "een spatie of stuurteken"),
        ("https://verdeelwijzer_test.nl", "geen naam van een server"),
        ("https://-.nl", "geen naam van een server"),
        ("https://gemeenté.nl", "geen naam van een server"),
        ('https://a"><x>', "geen naam van een server"),
    ],
)
def test_an_address_from_which_nothing_can_be_loaded_is_refused(url, waarom):
    with pytest.raises(OnbruikbaarAdres) as fout:
        adres(url)
    zin = str(fout.value)
    assert waarom in zin
    assert zin.endswith("verwacht: alleen het adres van de server, zoals https://verdeelwijzer.uw-gemeente.nl.")
    assert "\n" not in zin


def test_a_password_in_an_address_is_refused_without_being_repeated():
    with pytest.raises(OnbruikbaarAdres, match="naam of wachtwoord") as fout:
        adres("https://jan:geheim@verdeelwijzer.voorbeeldstad.nl")
    assert "geheim" not in str(fout.value)
    assert "jan" not in str(fout.value)
