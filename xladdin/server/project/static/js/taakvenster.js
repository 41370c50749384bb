// The task pane: who asks, then the four parts.
import "./koppeling.js";
import { toonControleer, verbergGaFout } from "./controleer.js";
import { meld, metKnop, vind } from "./dom.js";
import { toonFuncties } from "./functies.js";
import { weigeringVan } from "./oordeel.js";
import { toonOver } from "./over.js";
import { isHerrekend, meldVerouderd } from "./oudewaarden.js";
import { overzicht, toonOverzicht, zegtDePagina } from "./overzicht.js";
import { entra, meldWeigering, vraagServer } from "./sessie.js";
import { bewaarStartcode, leesStartcode, startcodeUit, vergeetStartcode, zonderStartcode } from "./startcode.js";
import { maakTabbladen } from "./tabbladen.js";
import { toonVullen } from "./vullen.js";
import { alsZin, vraag } from "./verzoek.js";
import { rekenOpnieuw } from "./werkmap.js";

// What the parts share; filled by the first answer of the server.
const gegevens = { grootste: Infinity };

function toonPaneel(id) {
  for (const paneel of ["laden", "aanmelden", "startcode-paneel", "delen"]) {
    vind(paneel).hidden = paneel !== id;
  }
}

// Back to the question who asks, with the sentence that says why.
function toonAanmelden(zin) {
  const paneel = entra ? "aanmelden" : "startcode-paneel";
  toonPaneel(paneel);
  const fout = vind(entra ? "aanmelden-fout" : "startcode-fout");
  fout.textContent = zin;
  fout.hidden = !zin;
  if (!entra) {
    vind("startcode").setAttribute("aria-invalid", String(Boolean(zin)));
    vind("startcode").focus();
  }
}

async function begin() {
  if (!entra && !leesStartcode()) {
    toonAanmelden("");
    return;
  }
  await vraagServer("GET", "/vw/toegang");
  toonPaneel("delen");
  // It fills its own places, now or later: nobody waits for it. Another start of the server may have other plans.
  overzicht({ opnieuw: true }).catch(zegtDePagina);
}

async function probeer() {
  vind("start-fout").replaceChildren();
  try {
    await begin();
  } catch (fout) {
    // A refusal of who asks has its own panel already.
    if (!fout.aanmelden) {
      toonPaneel("laden");
      vind("laden-tekst").hidden = true;
      vind("opnieuw").hidden = false;
      vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
    }
  }
}

async function neemStartcode() {
  const geplakt = vind("startcode").value;
  const code = startcodeUit(geplakt);
  if (!code) {
    toonAanmelden(zonderStartcode(geplakt));
    return;
  }
  bewaarStartcode(code);
  await probeer();
  if (!vind("delen").hidden) {
    vind("startcode").value = "";
    vind("tabs").querySelector('[tabindex="0"]').focus();
    meld("De startcode klopt. U kunt aan het werk.");
    await rekenOpnieuw().catch(console.warn);
  }
}

// Excel shows the figures that were saved with the workbook, also when the plan on the server is another one by now.
function toonVerouderd(plannen) {
  vind("verouderd").hidden = !plannen.length;
  vind("verouderd-zin").textContent = plannen.length
    ? `Let op: op de server staat een nieuwere versie van ${plannen.join(" en ")} dan waarmee deze werkmap rekende. Wat u ziet, kan oud zijn.`
    : "";
}

async function herreken() {
  await rekenOpnieuw();
  isHerrekend();
  meld("De werkmap is opnieuw uitgerekend.");
}

// Excel can be dark where the computer is light, and the other way round.
function kiesThema() {
  const achter = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(Office.context.officeTheme?.bodyBackgroundColor ?? "");
  if (achter) {
    const helder = achter.slice(1).reduce((som, deel) => som + parseInt(deel, 16), 0) / 3;
    document.documentElement.dataset.thema = helder < 128 ? "donker" : "licht";
  }
}

async function start() {
  const info = await Office.onReady();
  if (!info?.host) {
    // Opened in a browser, or Excel did not wake up: xlwings' taskpane-reload.js tries again, and then says so.
    vind("laden").hidden = true;
    return;
  }
  kiesThema();
  meldWeigering((zin) => {
    if (!entra) {
      vergeetStartcode();
    }
    toonAanmelden(zin);
  });
  meldVerouderd(toonVerouderd);
  vind("herreken").addEventListener("click", (klik) => metKnop(klik.currentTarget, herreken));
  maakTabbladen(vind("tabs"), verbergGaFout);
  vind("startcode-formulier").addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    metKnop(gebeurtenis.submitter ?? vind("startcode-knop"), neemStartcode);
  });
  for (const id of ["aanmelden-knop", "opnieuw"]) {
    vind(id).addEventListener("click", (klik) => metKnop(klik.currentTarget, eersteVragen));
  }
  await eersteVragen();
}

let gevuld = false;

// The two questions that need no sign-in, once; then who asks.
async function eersteVragen() {
  if (!gevuld) {
    vind("laden-tekst").hidden = false;
    vind("opnieuw").hidden = true;
    try {
      const [{ versie, grootste }, { functies }] = await Promise.all([vraag("GET", "/vw/start"), vraag("GET", "/vw/functies")]);
      gegevens.grootste = grootste;
      vind("versie").textContent = `Versie ${versie}`;
      toonFuncties(functies);
      toonControleer(gegevens);
      toonVullen(gegevens);
      toonOver(gegevens);
      toonOverzicht();
      gevuld = true;
    } catch (fout) {
      vind("laden-tekst").hidden = true;
      vind("opnieuw").hidden = false;
      vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
      return;
    }
  }
  await probeer();
}

start();
