"""What we use of xlwings and xlwings Server without its being promised: a newer release must be looked at first."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import httpx
import pytest
from packaging.requirements import Requirement

PROJECT = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("naam", ["xlwings", "xlwings-server"])
def test_a_release_that_nobody_looked_at_is_not_installed(naam):
    eisen = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["addin"]]
    (eis,) = (een for een in map(Requirement, eisen) if een.name == naam)
    versie = metadata.version(naam)
    assert eis.specifier.contains(versie)
    assert any(deel.operator == "<" for deel in eis.specifier), f"{naam} has no upper bound"
    hoofd, bij = (int(deel) for deel in versie.split(".")[:2])
    assert not eis.specifier.contains(f"{hoofd}.{bij + 1}")


def test_the_script_of_the_functions_leans_on_what_we_put_there(vreemde):
    script = vreemde.get("/xlwings/custom-functions-code.js").text
    for stuk in (
        # The request, the answer and the refusal that formule.js makes.
        "await globalThis.xwRequest.post(",
        "{ headers: headers, timeout: config.requestTimeout * 1000 }",
        "const { result, script } = response.data;",
        "const data = error.response.data;",
        "const shouldRetry = RETRY_CODES.includes(error.response.status);",
        # What goes along, and by what an answer is kept.
        "date_format: await xlwings.getDateFormat(),",
        "culture_info_name: await xlwings.getCultureInfoName(),",
        "body.date_format,\n    authResult.provider,",
        "await globalThis.getAuth()",
        "new CustomFunctions.Error(",
    ):
        assert stuk in script, stuk


def test_the_pages_find_everything_that_they_load(server, vreemde):
    import re

    for pagina in ("/taskpane.html", "/opgave"):
        tekst = vreemde.get(pagina).text
        adressen = re.findall(r'(?:src|href)="([^"#]+)"', tekst)
        assert len(adressen) > 3
        for adres in adressen:
            if not adres.endswith(("/opgave", "/aanmelden")):
                antwoord = vreemde.get(str(httpx.URL(server.basis).join(adres)))
                assert antwoord.status_code == 200, adres


def test_the_task_pane_takes_the_office_js_that_is_installed(vreemde):
    from importlib.resources import files

    (versie,) = (map_.name for map_ in (files("xlwings_server") / "static/vendor/office-js").iterdir())
    assert f"/static/vendor/office-js/{versie}/dist/office.js" in vreemde.get("/taskpane.html").text


def test_a_server_without_office_js_is_not_ready(monkeypatch, tmp_path):
    import sys
    import types

    # As the server does before it imports anything of xlwings.
    monkeypatch.setenv("XLWINGS_LICENSE_KEY", "noncommercial")
    from xladdin.server.afwijzing import Afwijzing
    from xladdin.server.paginas import officejs

    for versie in ("16.1", "16.0"):
        (tmp_path / f"static/vendor/office-js/{versie}/dist").mkdir(parents=True)
    nep = types.ModuleType("xlwings_server.config")
    nep.PACKAGE_DIR = tmp_path  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "xlwings_server.config", nep)
    with pytest.raises(Afwijzing, match=r"^Office\.js zit niet bij deze xlwings-server") as weg:
        officejs()
    assert weg.value.status == 503
    (tmp_path / "static/vendor/office-js/16.1/dist/office.js").write_text("")
    assert officejs() == "/static/vendor/office-js/16.1/dist/office.js"


def test_the_parts_that_we_call_are_there(vreemde):
    # Where each of these comes together is tested elsewhere; here it says which part is missing.
    import subprocess
    import sys

    delen = (
        "import os; os.environ['DOTENV_PATH'] = os.devnull; os.environ['XLWINGS_LICENSE_KEY'] = 'noncommercial'\n"
        "os.environ['XLWINGS_ON_SERVER'] = 'true'\n"
        "from xlwings_server.main import app\n"
        "from xlwings_server.templates import TemplateResponse\n"
        "from xlwings_server.config import PACKAGE_DIR, settings\n"
        "from xlwings_server.dependencies import authenticate\n"
        "from xlwings_server.models import User\n"
        "from xlwings_server.auth.entraid import validate_token\n"
        "from xlwings_server.routers.xlwings import custom_functions_code, custom_functions_meta\n"
        "from xlwings.server import custom_functions_call\n"
        "import inspect, xlwings.server\n"
        "assert xlwings.func.__module__ == 'xlwings.pro.udfs_officejs', xlwings.func.__module__\n"
        "assert 'enum' in inspect.getsource(xlwings.server.custom_functions_meta)\n"
        "assert {'requestTimeout', 'customFunctionsRetryCodes', 'authProviders'} <= settings.jsconfig.keys()\n"
    )
    uit = subprocess.run([sys.executable, "-c", delen], capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr
