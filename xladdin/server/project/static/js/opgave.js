// The upload page: files one after the other, and of each the verdict, the findings and what can be saved.
import { bewaarPagina, bewaarWerkmap } from "./bewaren.js";
import { aantal, maak, meld, metKnop, vind } from "./dom.js";
import { tabelVan, wegwijzerVan } from "./opgaveuitkomst.js";
import { naastOordeel, oordeelVan, weigeringVan } from "./oordeel.js";
import { startcodeUit } from "./startcode.js";
import { alsZin, bestandskop, megabytes, teGroot, vraag } from "./verzoek.js";

let entra = false;
let grootste = Infinity;
// Only here: whoever closes the page leaves nothing behind.
let startcode = "";
const rij = [];
let bezig = false;
let nummer = 0;

// By cookie a POST says that it comes from this page; a form on another site cannot.
const wie = () =>
  entra ? { "X-Verdeelwijzer": "1" } : { Authorization: `Bearer ${startcode}`, "Auth-Provider": "lokaal" };

function toonPaneel(id, zin = "") {
  for (const paneel of ["aanmelden", "startcode-paneel", "kiezen"]) {
    vind(paneel).hidden = paneel !== id;
  }
  const fout = vind(id === "aanmelden" ? "aanmelden-fout" : "startcode-fout");
  fout.textContent = zin;
  fout.hidden = !zin;
  vind("startcode").setAttribute("aria-invalid", String(id === "startcode-paneel" && Boolean(zin)));
  vind("afmelden").hidden = !(entra && id === "kiezen");
}

function vraagWie(zin) {
  toonPaneel(entra ? "aanmelden" : "startcode-paneel", zin);
  if (!entra) {
    vind("startcode").focus();
  }
}

// Asks something small first: better a refusal now than after sending a large file.
async function begin({ stil }) {
  vind("start-fout").replaceChildren();
  if (!entra && !startcode) {
    vraagWie(stil ? "" : "Plak hier de startcode; het veld is nog leeg.");
    return;
  }
  try {
    await vraag("GET", "/vw/overzicht", { koppen: wie() });
    toonPaneel("kiezen");
    if (!stil) {
      vind("bestanden").focus();
    }
    verder();
  } catch (fout) {
    if (fout.status === 401) {
      vraagWie(entra && stil ? "" : fout.zin);
    } else {
      vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
    }
  }
}

async function afmelden() {
  try {
    await vraag("POST", "/afmelden", { koppen: wie() });
  } catch (fout) {
    vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
    return;
  }
  rij.length = 0;
  vind("bestandenlijst").replaceChildren();
  vind("overzicht").replaceChildren();
  toonPaneel("aanmelden");
  meld("U bent afgemeld.");
}

function neem(bestanden) {
  for (const bestand of bestanden) {
    nummer += 1;
    const kop = maak("h2", { id: `bestand${nummer}`, tabindex: "-1" }, bestand.name);
    const stand = maak("div", {});
    const vak = maak(
      "section",
      { class: "bestand", "aria-labelledby": kop.id },
      kop,
      maak("p", { class: "klein" }, megabytes(bestand.size)),
      stand,
    );
    stand.append(maak("p", {}, "Wacht op het vorige bestand."));
    vind("bestandenlijst").append(vak);
    const regel = maak("li", {}, maak("a", { href: `#${kop.id}` }, bestand.name), ": wacht");
    vind("overzicht").append(regel);
    rij.push({ bestand, kop, stand, regel, eigen: nummer });
  }
  // One file needs no list of files.
  vind("overzicht").hidden = nummer < 2;
  verder();
}

// One at a time: the server checks each in a process of its own, and others wait for it too.
async function verder() {
  if (bezig) {
    return;
  }
  bezig = true;
  let gedaan = 0;
  try {
    while (rij.length && (await controleer(rij[0]))) {
      rij.shift();
      gedaan += 1;
    }
  } finally {
    bezig = false;
  }
  if (gedaan > 1 && !rij.length) {
    meld(`Klaar: ${aantal(gedaan, "bestand", "bestanden")} gecontroleerd.`);
  }
}

// False when it has to be asked again, after signing in.
async function controleer(werk) {
  const { bestand, stand } = werk;
  const balk = maak("progress", { max: "100", value: "0", "aria-label": `Voortgang van ${bestand.name}` });
  const zin = maak("p", {}, "Versturen…");
  stand.replaceChildren(zin, balk);
  zetRegel(werk, "bezig");
  meld(`${bestand.name} wordt verstuurd.`);
  let verstuurd = false;
  try {
    if (bestand.size > grootste) {
      throw teGroot(bestand.name, bestand.size, grootste);
    }
    const antwoord = await vraag("POST", "/vw/valideer", {
      koppen: { ...wie(), ...bestandskop(bestand.name) },
      inhoud: bestand,
      verstuurd(deel) {
        if (deel < 1) {
          balk.value = Math.round(deel * 100);
          zin.textContent = `Versturen: ${Math.round(deel * 100)}%`;
        } else if (!verstuurd) {
          verstuurd = true;
          // Without a value the bar runs on: nobody knows how long the check takes.
          balk.removeAttribute("value");
          zin.textContent = "Verstuurd. Nu controleren…";
          meld(`${bestand.name} wordt gecontroleerd.`);
        }
      },
    });
    toon(werk, antwoord);
    return true;
  } catch (fout) {
    if (fout.status === 401) {
      stand.replaceChildren(maak("p", {}, "Wacht tot u bent aangemeld."));
      zetRegel(werk, "wacht");
      vraagWie(fout.zin);
      return false;
    }
    stand.replaceChildren(weigeringVan(alsZin(fout)));
    zetRegel(werk, "niet gelukt");
    return true;
  }
}

function zetRegel({ regel }, stand) {
  regel.lastChild.textContent = `: ${stand}`;
}

function toon({ bestand, kop, stand, regel, eigen }, antwoord) {
  const { gemerkt, rapport } = antwoord;
  const bevindingen = naastOordeel(antwoord);
  const stam = bestand.name.replace(/\.[^.]*$/, "");
  kop.textContent = `${antwoord.goed ? "✓" : "✗"} ${bestand.name}`;
  stand.replaceChildren(
    oordeelVan(antwoord),
    maak(
      "div",
      { class: "knoppen" },
      maak("button", { type: "button", class: "knop", klik: () => bewaarPagina(`${stam}-rapport.html`, rapport) }, "Bewaar het rapport"),
      gemerkt
        ? maak("button", { type: "button", class: "knop", klik: () => bewaarWerkmap(gemerkt) }, "Bewaar de gemerkte kopie")
        : "",
    ),
    gemerkt ? maak("p", { class: "klein" }, "In de gemerkte kopie is elke cel uit deze lijst gekleurd, met de uitleg erbij.") : "",
    ...wegwijzerVan(bevindingen, eigen),
    ...tabelVan(bevindingen, eigen),
  );
  zetRegel({ regel }, stand.querySelector(".oordeel").textContent);
  meld(`${bestand.name}: ${antwoord.oordeel}`);
}

function luister() {
  const vak = vind("neerzetvak");
  const invoer = vind("bestanden");
  invoer.addEventListener("change", () => {
    neem([...invoer.files]);
    // The same file may be chosen again, once it is improved.
    invoer.value = "";
  });
  for (const soort of ["dragover", "dragleave", "drop"]) {
    // Next to the box the browser would open the file itself, and leave this page.
    document.addEventListener(soort, (gebeurtenis) => {
      gebeurtenis.preventDefault();
      vak.classList.toggle("boven", soort === "dragover");
    });
  }
  document.addEventListener("drop", (gebeurtenis) => {
    if (!vind("kiezen").hidden) {
      neem([...gebeurtenis.dataTransfer.files]);
    }
  });
  vind("startcode-formulier").addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    startcode = startcodeUit(vind("startcode").value);
    metKnop(vind("startcode-knop"), () => begin({ stil: false }));
  });
  vind("afmelden").addEventListener("click", (klik) => metKnop(klik.currentTarget, afmelden));
}

async function start() {
  if (location.hash.startsWith("#startcode=")) {
    startcode = startcodeUit(location.hash);
    history.replaceState(null, "", location.pathname);
  }
  luister();
  try {
    const antwoord = await vraag("GET", "/vw/start");
    entra = antwoord.modus === "entraid";
    grootste = antwoord.grootste;
    vind("versie").textContent = antwoord.versie;
    vind("grootste").textContent = `, ten hoogste ${megabytes(grootste)} per bestand`;
    await begin({ stil: true });
  } catch (fout) {
    vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
  }
}

start();
