// Part 4: versions, the plans that the server holds, and whether the open workbook ties up.
import { ga } from "./controleer.js";
import { maak, meld, metKnop, toonIn, vind } from "./dom.js";
import { lijstVan, oordeelVan, weigeringVan } from "./oordeel.js";
import { vraagWerkmap } from "./sessie.js";
import { maakStappen } from "./stappen.js";
import { alsZin } from "./verzoek.js";
import { leesBestand, naamVanWerkmap } from "./werkmap.js";

export function toonOver({ grootste }) {
  vind("over-werkmap").addEventListener("click", (klik) => metKnop(klik.currentTarget, () => werkmap(grootste)));
}

export function vulOver({ versies, plannen }) {
  const [kop, ...rijen] = versies;
  vind("versies").replaceChildren(...rijen.flatMap((rij) => versieVan(kop, rij)));
  vind("plannen").replaceChildren(
    ...(plannen.length ? plannen.map(planVan) : [maak("p", {}, "De server heeft geen plannen.")]),
  );
}

// One below the other: a hash is wider than the pane.
const versieVan = ([, ...koppen], [onderdeel, ...waarden]) => [
  maak("dt", {}, onderdeel),
  ...waarden.flatMap((waarde, plek) =>
    waarde ? [maak("dd", {}, `${koppen[plek]}: `, maak("code", {}, String(waarde)))] : [],
  ),
];

function planVan({ naam, versie, jaar, status, sluit, oordeel, fouten, waarschuwingen }) {
  return maak(
    "article",
    { class: "plan" },
    maak("h4", {}, naam),
    maak("p", { class: "klein" }, [jaar, status, versie && `versie ${versie}`].filter(Boolean).join(" · ")),
    oordeelVan({ goed: sluit, oordeel }),
    ...lijst("Fouten", fouten),
    ...lijst("Waarschuwingen", waarschuwingen),
  );
}

const lijst = (kop, zinnen) =>
  zinnen?.length
    ? [
        maak(
          "details",
          {},
          maak("summary", {}, `${kop}: ${zinnen.length}`),
          maak("ul", {}, ...zinnen.map((zin) => maak("li", {}, zin))),
        ),
      ]
    : [];

async function werkmap(grootste) {
  const uitkomst = vind("over-uitkomst");
  uitkomst.replaceChildren();
  const stap = maakStappen(vind("over-stappen"), ["Werkmap lezen", "Plan narekenen"]);
  try {
    stap.volgende();
    const naam = await naamVanWerkmap();
    const inhoud = await leesBestand(naam, grootste);
    stap.volgende();
    const antwoord = await vraagWerkmap("/vw/plan", naam, inhoud);
    stap.weg();
    toonIn(uitkomst, oordeelVan(antwoord), ...lijstVan(antwoord.bevindingen, ga));
    meld(antwoord.oordeel);
  } catch (fout) {
    stap.mislukt();
    toonIn(uitkomst, weigeringVan(alsZin(fout)));
  }
}
