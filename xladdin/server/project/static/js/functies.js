// Part 3: every function with its explanation and an example that can be put into a cell.
import { vraagKeuze } from "./dialoog.js";
import { aantal, maak, meld, metKnop, vind } from "./dom.js";
import { weigeringVan } from "./oordeel.js";
import { alsZin } from "./verzoek.js";
import { rondActieveCel, zetFormule } from "./werkmap.js";

// How far the result of an example may spill: no example is larger.
const RIJEN = 20;
const KOLOMMEN = 12;

export function toonFuncties(functies) {
  const kaarten = functies.map((functie) => ({ kaart: kaartVan(functie), woorden: woordenVan(functie) }));
  vind("functielijst").replaceChildren(...kaarten.map(({ kaart }) => kaart));
  const zoek = () => {
    const termen = plat(vind("zoek").value).split(/\s+/).filter(Boolean);
    let over = 0;
    for (const { kaart, woorden } of kaarten) {
      kaart.hidden = !termen.every((term) => woorden.includes(term));
      over += kaart.hidden ? 0 : 1;
    }
    vind("gevonden").textContent = over
      ? aantal(over, "functie", "functies")
      : "Geen functie gevonden. Zoek op een ander woord, bijvoorbeeld ‘tabel’.";
  };
  vind("zoek").addEventListener("input", zoek);
  zoek();
}

const plat = (tekst) => tekst.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const woordenVan = ({ naam, uitleg, argumenten }) =>
  plat([naam, uitleg, ...argumenten.flatMap((argument) => [argument.naam, argument.uitleg])].join(" "));

function kaartVan({ naam, uitleg, argumenten, voorbeeld, voorbeeld_nl, uitkomst }) {
  const fout = maak("div", {});
  const invoegen = maak(
    "button",
    { type: "button", class: "knop", "aria-label": `Voorbeeld van ${naam} invoegen` },
    "Voorbeeld invoegen",
  );
  invoegen.addEventListener("click", () => metKnop(invoegen, () => voegIn(naam, voorbeeld, uitkomst, fout)));
  return maak(
    "details",
    { class: "functie" },
    maak("summary", {}, maak("h3", {}, naam), maak("span", {}, uitleg)),
    argumenten.length ? maak("dl", {}, ...argumenten.flatMap(regelVan)) : maak("p", {}, "Deze functie vraagt niets."),
    maak("p", { class: "kop" }, "Voorbeeld"),
    maak("code", {}, ...afbreekbaar(voorbeeld_nl)),
    maak("div", { class: "knoppen" }, invoegen),
    fout,
  );
}

const regelVan = ({ naam, uitleg, verplicht }) => [
  maak("dt", {}, naam, verplicht ? "" : maak("span", { class: "klein" }, " (mag weg)")),
  maak("dd", {}, uitleg),
];

// A formula breaks after a separator, not in the middle of a word.
const afbreekbaar = (formule) => formule.split(/(?<=[;\\(])/).flatMap((stuk) => [stuk, maak("wbr")]);

async function voegIn(naam, voorbeeld, uitkomst, plek) {
  plek.replaceChildren();
  try {
    const { adres, eigen, eromheen } = await rondActieveCel(RIJEN, KOLOMMEN);
    if ((eigen || eromheen) && (await vraagNaar(adres, eigen)) === "annuleren") {
      meld("Er is niets ingevoegd.");
      return;
    }
    await zetFormule(voorbeeld, uitkomst);
    const zin = `Het voorbeeld van ${naam} staat in ${adres}.`;
    plek.replaceChildren(maak("p", { class: "oordeel goed" }, `✓ ${zin}`));
    meld(zin);
  } catch (fout) {
    plek.replaceChildren(weigeringVan(alsZin(fout)));
  }
}

function vraagNaar(adres, eigen) {
  const tekst = eigen
    ? `In ${adres} staat al iets. Het voorbeeld komt ervoor in de plaats.`
    : `Onder of naast ${adres} staat al iets. Is daar geen ruimte voor de uitkomst, dan toont Excel #OVERLOOP!. Wat er staat, blijft staan.`;
  return vraagKeuze({
    titel: eigen ? "Deze cel is niet leeg" : "Er is misschien geen ruimte",
    inhoud: [maak("p", {}, tekst)],
    keuzes: [
      { waarde: "annuleren", tekst: "Annuleren", soort: "hoofd" },
      { waarde: "invoegen", tekst: eigen ? "Vervangen" : "Toch invoegen", soort: eigen ? "gevaar" : "" },
    ],
    veilig: "annuleren",
  });
}
