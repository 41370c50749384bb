// Part 1: check the selected range or the whole workbook.
import { aantal, maak, meld, metKnop, toonIn, vind } from "./dom.js";
import { lijstVan, oordeelVan, weigeringVan } from "./oordeel.js";
import { vraagServer, vraagWerkmap } from "./sessie.js";
import { maakStappen } from "./stappen.js";
import { alsZin } from "./verzoek.js";
import { gaNaar, leesBestand, leesSelectie, naamVanWerkmap } from "./werkmap.js";

const stappen = () => vind("controleer-stappen");
const uitkomst = () => vind("controleer-uitkomst");

export function toonControleer({ grootste }) {
  vind("controleer-werkmap").addEventListener("click", (klik) => metKnop(klik.currentTarget, () => werkmap(grootste)));
  vind("controleer-bereik").addEventListener("submit", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    metKnop(gebeurtenis.submitter, bereik);
  });
}

export function vulSoorten(soorten) {
  vind("soort").replaceChildren(...soorten.map((soort) => maak("option", { value: soort }, soort)));
}

async function werkmap(grootste) {
  await voerUit(["Werkmap lezen", "Versturen en controleren"], async (stap) => {
    const naam = await naamVanWerkmap();
    const inhoud = await leesBestand(naam, grootste);
    stap.volgende();
    return { wat: `De hele werkmap ${naam}`, antwoord: await vraagWerkmap("/vw/valideer", naam, inhoud) };
  });
}

async function bereik() {
  await voerUit(["Bereik lezen", "Versturen en controleren"], async (stap) => {
    const soort = vind("soort").value;
    const { blad, hoek, adres, cellen } = await leesSelectie();
    stap.volgende();
    const antwoord = await vraagServer("POST", "/vw/controleer-bereik", { json: { soort, blad, hoek, cellen } });
    return { wat: `Bereik ${adres} op blad ${blad}, als ${soort}`, antwoord };
  });
}

async function voerUit(namen, werk) {
  uitkomst().replaceChildren();
  verbergGaFout();
  const stap = maakStappen(stappen(), namen);
  stap.volgende();
  try {
    const { wat, antwoord } = await werk(stap);
    stap.weg();
    toon(wat, antwoord);
  } catch (fout) {
    stap.mislukt();
    toonIn(uitkomst(), weigeringVan(alsZin(fout)));
  }
}

function toon(wat, antwoord) {
  const { bevindingen } = antwoord;
  const raak = bevindingen.some(({ blad }) => blad);
  toonIn(
    uitkomst(),
    oordeelVan(antwoord),
    maak("p", { class: "klein" }, `${wat}.`, raak ? " Kies een regel om naar de cel te gaan." : ""),
    ...lijstVan(bevindingen, (bevinding) => ga(bevinding)),
  );
  meld(`${antwoord.oordeel} ${bevindingen.length ? aantal(bevindingen.length, "regel", "regels") + " in de lijst." : ""}`);
}

// Going to a cell can fail: the user may have changed the workbook since.
export async function ga(bevinding) {
  verbergGaFout();
  try {
    await gaNaar(bevinding);
    meld(`${bevinding.cel || "Het begin"} op blad ${bevinding.blad} is gekozen.`);
  } catch (fout) {
    const sluiten = maak("button", { type: "button", class: "knop", klik: verbergGaFout }, "Sluiten");
    vind("ga-fout").replaceChildren(weigeringVan(alsZin(fout)), sluiten);
  }
}

export function verbergGaFout() {
  vind("ga-fout").replaceChildren();
}
