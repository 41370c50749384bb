// The upload page: files one after the other, and of each the verdict, the findings and what can be saved.
import { bewaarAlle, bewaarPagina, bewaarWerkmap } from "./bewaren.js";
import { aantal, maak, meld, metKnop, vind } from "./dom.js";
import { tabelVan } from "./opgaveuitkomst.js";
import { oordeelVan, weigeringVan } from "./oordeel.js";
import { startcodeUit, zonderStartcode } from "./startcode.js";
import { alsZin, bestandskop, megabytes, teGroot, vraag } from "./verzoek.js";

// How often one file waits because the server asks for it, and how long at most: after that it is for people to decide.
const KEREN_WACHTEN = 5;
const LANGSTE_WACHT = 300;

let entra = false;
// Before the server has let in, nobody knows whether a file goes with a startcode or with an account: files wait.
let binnen = false;
let grootste = Infinity;
// Only here: whoever closes the page leaves nothing behind.
let startcode = "";
const rij = [];
const gemerkt = [];
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
  binnen = false;
  toonPaneel(entra ? "aanmelden" : "startcode-paneel", zin);
  if (!entra) {
    vind("startcode").focus();
  }
}

// Asks something small first: better a refusal now than after sending a large file.
async function begin({ stil, geplakt = "" }) {
  vind("start-fout").replaceChildren();
  if (!entra && !startcode) {
    vraagWie(stil && !geplakt ? "" : zonderStartcode(geplakt));
    return;
  }
  try {
    await vraag("GET", "/vw/toegang", { koppen: wie() });
    binnen = true;
    toonPaneel("kiezen");
    if (!stil) {
      vind("bestanden").focus();
    }
    verder();
  } catch (fout) {
    if (fout.aanmelden) {
      // Whoever just opens the page did nothing wrong yet.
      vraagWie(entra && stil && fout.status === 401 ? "" : fout.zin);
    } else {
      vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
    }
  }
}

async function afmelden() {
  let zin = "";
  try {
    await vraag("POST", "/afmelden", { koppen: wie() });
  } catch (fout) {
    if (!fout.aanmelden) {
      vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
      return;
    }
    zin = fout.zin;
  }
  binnen = false;
  rij.length = 0;
  gemerkt.length = 0;
  vind("alle-kopieen").hidden = true;
  vind("bestandenlijst").replaceChildren();
  vind("overzicht").replaceChildren();
  toonPaneel("aanmelden", zin);
  meld("U bent afgemeld.");
}

// What the sender knows of these files: it goes along with each of them, as it is at the moment of choosing.
const velden = () =>
  Object.fromEntries(
    ["Peiljaar", "Regio", "Decimaal"]
      .map((veld) => [`X-${veld}`, encodeURIComponent(vind(veld.toLowerCase()).value.trim())])
      .filter(([, waarde]) => waarde),
  );

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
    rij.push({ bestand, kop, stand, regel, velden: velden() });
  }
  // One file needs no list of files.
  vind("overzicht").hidden = nummer < 2;
  verder();
}

// One at a time: the server checks each in a process of its own, and others wait for it too.
async function verder() {
  if (bezig || !binnen) {
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
  const { stand } = werk;
  for (let gewacht = 0; ; gewacht += 1) {
    try {
      toon(werk, await verstuur(werk));
      return true;
    } catch (fout) {
      if (fout.aanmelden) {
        stand.replaceChildren(maak("p", {}, "Wacht tot u bent aangemeld."));
        zetRegel(werk, "wacht");
        vraagWie(fout.zin);
        return false;
      }
      if (gewacht === KEREN_WACHTEN || !magWachten(fout)) {
        stand.replaceChildren(weigeringVan(alsZin(fout)));
        zetRegel(werk, "niet gelukt");
        return true;
      }
      await wachtEven(werk, fout);
      if (rij[0] !== werk) {
        // Signed off meanwhile.
        return false;
      }
    }
  }
}

const magWachten = ({ status, wachttijd }) => (status === 429 || status === 503) && wachttijd > 0 && wachttijd <= LANGSTE_WACHT;

// Counts down for the eye. A screen reader hears once how long it takes, and not each second.
async function wachtEven(werk, { status, wachttijd }) {
  const { bestand, stand } = werk;
  const reden = status === 429 ? "U hebt in korte tijd veel bestanden verstuurd." : "De server heeft het nu druk.";
  const over = (tijd) => `Over ${aantal(tijd, "seconde", "seconden")} gaan wij vanzelf verder met dit bestand.`;
  const zin = maak("p", {});
  stand.replaceChildren(zin);
  zetRegel(werk, "wacht op de server");
  meld(`${bestand.name}: ${reden} ${over(wachttijd)}`);
  const einde = performance.now() + wachttijd * 1000;
  for (let rest = wachttijd * 1000; rest > 0; rest = einde - performance.now()) {
    const tijd = Math.ceil(rest / 1000);
    zin.textContent = `${reden} ${over(tijd)}`;
    await new Promise((klaar) => setTimeout(klaar, rest - (tijd - 1) * 1000));
  }
}

// The answer of the server about one file; meanwhile it shows how far it is.
async function verstuur(werk) {
  const { bestand, stand } = werk;
  const balk = maak("progress", { max: "100", value: "0", "aria-label": `Voortgang van ${bestand.name}` });
  const zin = maak("p", {}, "Versturen…");
  stand.replaceChildren(zin, balk);
  zetRegel(werk, "bezig");
  meld(`${bestand.name} wordt verstuurd.`);
  if (bestand.size > grootste) {
    throw teGroot(bestand.name, bestand.size, grootste);
  }
  let verstuurd = false;
  return vraag("POST", "/vw/valideer", {
    koppen: { ...wie(), ...bestandskop(bestand.name), ...werk.velden },
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
}

function zetRegel({ regel }, stand) {
  regel.lastChild.textContent = `: ${stand}`;
}

function toon({ bestand, kop, stand, regel }, antwoord) {
  const { bevindingen, gemerkt: kopie, rapport, meer } = antwoord;
  const stam = bestand.name.replace(/\.[^.]*$/, "");
  kop.textContent = `${antwoord.goed ? "✓" : "✗"} ${bestand.name}`;
  stand.replaceChildren(
    oordeelVan(antwoord),
    maak(
      "div",
      { class: "knoppen" },
      maak("button", { type: "button", class: "knop", klik: () => bewaarPagina(`${stam}-rapport.html`, rapport) }, "Bewaar het rapport"),
      kopie ? maak("button", { type: "button", class: "knop", klik: () => bewaarWerkmap(kopie) }, "Bewaar de gemerkte kopie") : "",
    ),
    kopie ? maak("p", { class: "klein" }, "In de gemerkte kopie is elke cel uit deze lijst gekleurd, met de uitleg erbij.") : "",
    ...tabelVan(bevindingen),
    meer ? maak("p", {}, `En nog ${aantal(meer, "regel", "regels")}; verbeter eerst wat hierboven staat.`) : "",
  );
  if (kopie) {
    gemerkt.push(kopie);
    vind("alle-kopieen").hidden = gemerkt.length < 2;
    vind("alle-kopieen").textContent = `Bewaar alle ${gemerkt.length} gemerkte kopieën`;
  }
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
    const geplakt = vind("startcode").value;
    startcode = startcodeUit(geplakt);
    metKnop(vind("startcode-knop"), () => begin({ stil: false, geplakt }));
  });
  vind("alle-kopieen").addEventListener("click", () => bewaarAlle("gemerkte-kopieen.zip", gemerkt));
  vind("afmelden").addEventListener("click", (klik) => metKnop(klik.currentTarget, afmelden));
}

async function start() {
  const geplakt = location.hash.startsWith("#startcode=") ? location.hash : "";
  if (geplakt) {
    startcode = startcodeUit(geplakt);
    history.replaceState(null, "", location.pathname);
  }
  luister();
  try {
    const antwoord = await vraag("GET", "/vw/start");
    entra = antwoord.modus === "entraid";
    grootste = antwoord.grootste;
    vind("regio").append(...antwoord.regios.map(({ naam, label }) => maak("option", { value: naam }, label)));
    vind("versie").textContent = antwoord.versie;
    vind("grootste").textContent = `, ten hoogste ${megabytes(grootste)} per bestand`;
    await begin({ stil: true, geplakt });
  } catch (fout) {
    vind("start-fout").replaceChildren(weigeringVan(alsZin(fout)));
  }
}

start();
