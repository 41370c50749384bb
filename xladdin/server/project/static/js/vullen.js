// Part 2: the sheets of the plan, made from the inputs in the open workbook.
import { bewaarWerkmap } from "./bewaren.js";
import { ga } from "./controleer.js";
import { vraagKeuze } from "./dialoog.js";
import { aantal, maak, meld, metKnop, toonIn, vind } from "./dom.js";
import { bladenInWerkmap, botsingen, namenVoor, voegBladenIn } from "./invoegen.js";
import { lijstVan, oordeelVan, weigeringVan } from "./oordeel.js";
import { overzicht } from "./overzicht.js";
import { vraagWerkmap } from "./sessie.js";
import { maakStappen } from "./stappen.js";
import { alsZin, Weigering } from "./verzoek.js";
import { kan, leesBestand, naamVanWerkmap } from "./werkmap.js";

const STAPPEN = ["Werkmap lezen", "Plan uitrekenen", "Bladen invoegen"];

export function toonVullen(gegevens) {
  vind("vul-plan").addEventListener("click", (klik) => metKnop(klik.currentTarget, () => vul(gegevens)));
}

async function vul(gegevens) {
  const uitkomst = vind("vul-uitkomst");
  uitkomst.replaceChildren();
  const stap = maakStappen(vind("vul-stappen"), STAPPEN);
  let antwoord = null;
  try {
    stap.volgende();
    const naam = await naamVanWerkmap();
    const inhoud = await leesBestand(naam, gegevens.grootste);
    stap.volgende();
    antwoord = await vraagWerkmap("/vw/plan", naam, inhoud);
    if (!antwoord.goed) {
      stap.weg();
      toonFouten(uitkomst, antwoord);
      return;
    }
    stap.volgende();
    const ingevoegd = kan("1.13") ? await voegIn(antwoord, await invoerbladen()) : null;
    stap.weg();
    toonPlan(uitkomst, antwoord, ingevoegd);
  } catch (fout) {
    stap.mislukt();
    toonIn(uitkomst, weigeringVan(alsZin(fout)), ...(antwoord?.werkmap ? [bewaarknop(antwoord.werkmap)] : []));
  }
}

// Without these names a sheet of the input could pass for one of an older plan, and be replaced.
async function invoerbladen() {
  try {
    return (await overzicht()).soorten;
  } catch (fout) {
    throw new Weigering(`Er is niets ingevoegd; u kunt het plan wel als bestand bewaren. ${alsZin(fout)}`);
  }
}

// The names of the sheets that came in; an empty list when the user chose to leave it.
async function voegIn({ bladen, werkmap }, invoerbladen) {
  const namen = namenVoor(bladen, invoerbladen);
  const bezet = botsingen(namen, await bladenInWerkmap());
  const keuze = bezet.length ? await vraagNaar(bezet) : "ernaast";
  return keuze === "annuleren" ? [] : voegBladenIn(werkmap.inhoud, namen, keuze);
}

function vraagNaar(bezet) {
  return vraagKeuze({
    titel: "Deze bladen staan er al",
    inhoud: [
      maak("p", {}, `In uw werkmap ${bezet.length === 1 ? "staat" : "staan"} al:`),
      maak(
        "div",
        { class: "namen", role: "region", tabindex: "0", "aria-label": "Bladen die er al staan" },
        maak("ul", {}, ...bezet.map((naam) => maak("li", {}, naam))),
      ),
      maak("p", {}, maak("b", {}, "Vervangen"), " verwijdert deze bladen, met wat u erin wijzigde. Formules elders die ernaar verwijzen, werken dan niet meer."),
      maak("p", {}, maak("b", {}, "Ernaast zetten"), " laat ze staan. De nieuwe bladen krijgen een nummer achter hun naam."),
    ],
    keuzes: [
      { waarde: "annuleren", tekst: "Annuleren", soort: "hoofd" },
      { waarde: "ernaast", tekst: "Ernaast zetten" },
      { waarde: "vervangen", tekst: "Vervangen", soort: "gevaar" },
    ],
    veilig: "annuleren",
  });
}

function toonFouten(plek, antwoord) {
  toonIn(
    plek,
    oordeelVan(antwoord),
    maak("p", { class: "klein" }, "Er is niets ingevoegd. Verbeter de invoer; kies een regel om naar de cel te gaan."),
    ...lijstVan(antwoord.bevindingen, ga),
  );
  meld(`${antwoord.oordeel} Er is niets ingevoegd.`);
}

function toonPlan(plek, antwoord, ingevoegd) {
  const zin =
    ingevoegd === null
      ? "Uw Excel kan geen bladen invoegen; daarvoor is Excel 2021 of Microsoft 365 nodig. Bewaar het plan als bestand."
      : ingevoegd.length
        ? `${aantal(ingevoegd.length, "blad staat", "bladen staan")} nu achteraan in uw werkmap.`
        : "U hebt geannuleerd. Er is niets ingevoegd. U kunt het plan wel als bestand bewaren.";
  const anders = (ingevoegd ?? []).filter((naam) => !antwoord.bladen.includes(naam));
  toonIn(
    plek,
    oordeelVan(antwoord),
    maak("p", {}, zin),
    anders.length
      ? maak(
          "p",
          { class: "klein" },
          `Een andere naam kregen: ${anders.join(", ")}. De links in het plan openen het blad met de oude naam; de formules kloppen wel.`,
        )
      : "",
    ...(antwoord.meldingen?.length
      ? [maak("h3", {}, "Om te weten"), maak("ul", {}, ...antwoord.meldingen.map((tekst) => maak("li", {}, tekst)))]
      : []),
    bewaarknop(antwoord.werkmap),
  );
  meld(`${antwoord.oordeel} ${zin}`);
}

const bewaarknop = (werkmap) =>
  maak("button", { type: "button", class: "knop", klik: () => bewaarWerkmap(werkmap) }, "Bewaar het plan als bestand");
