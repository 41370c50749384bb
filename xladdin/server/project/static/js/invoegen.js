// Puts the sheets of a plan into the open workbook. Whatever happens halfway: no sheet of the user is lost.
import { Weigering } from "./verzoek.js";

const LANGSTE_NAAM = 31;
const gelijk = (naam) => naam.toLowerCase();

// A plan has a sheet Begroting, and so has its input. That one is the user's own: the plan's sheet gets another name,
// one by which the server knows it when the workbook is read again.
export function namenVoor(bladen, invoerbladen) {
  const eigen = new Set(invoerbladen.map(gelijk));
  return new Map(bladen.map((blad) => [blad, eigen.has(gelijk(blad)) ? metEinde(blad, " (plan)") : blad]));
}

export async function bladenInWerkmap() {
  return Excel.run(async (context) => (await alle(context)).map(({ name }) => name));
}

export function botsingen(namen, bestaand) {
  const nieuw = new Set([...namen.values()].map(gelijk));
  return bestaand.filter((naam) => nieuw.has(gelijk(naam)));
}

// `keuze` is "vervangen" or "ernaast"; it only matters for sheets whose name is taken.
export async function voegBladenIn(inhoud, namen, keuze) {
  return Excel.run(async (context) => {
    const bestaand = (await alle(context)).map((blad) => ({ id: blad.id, naam: blad.name }));
    const nodig = new Set([...namen.keys(), ...namen.values()].map(gelijk));
    const opzij = bestaand.filter(({ naam }) => nodig.has(gelijk(naam)));
    const bezet = new Set([...bestaand.map(({ naam }) => gelijk(naam)), ...nodig]);
    const doel = new Set([...namen.values()].map(gelijk));
    const weg = keuze === "vervangen" ? opzij.filter(({ naam }) => doel.has(gelijk(naam))) : [];
    const terug = opzij.filter((blad) => !weg.includes(blad));
    for (const blad of opzij) {
      blad.tijdelijk = vrij(metEinde(blad.naam, " (oud)"), bezet);
    }
    let ingevoegd;
    try {
      // Old names make room first: Excel would rename the new sheets itself, and their formulas might then find the old.
      await hernoem(context, opzij.map(({ id, tijdelijk }) => [id, tijdelijk]));
      context.workbook.insertWorksheetsFromBase64(inhoud, { positionType: "End" });
      await context.sync();
      ingevoegd = await nieuwe(context, bestaand, namen);
      const gehouden = new Set(bestaand.filter((blad) => !weg.includes(blad)).map(({ naam }) => gelijk(naam)));
      const eindnamen = ingevoegd.map(({ id, naam }) => [id, vrij(namen.get(naam), gehouden)]);
      await hernoem(context, eindnamen.filter(([, naam], plek) => naam !== ingevoegd[plek].naam));
      await hernoem(context, terug.map(({ id, naam }) => [id, naam]));
      ingevoegd = eindnamen;
    } catch (fout) {
      await zetTerug(context, bestaand, opzij, fout);
    }
    await verwijder(context, weg);
    context.workbook.worksheets.getItem(ingevoegd[0][0]).activate();
    await context.sync();
    return ingevoegd.map(([, naam]) => naam);
  });
}

async function alle(context) {
  const bladen = context.workbook.worksheets;
  bladen.load("items/id,items/name");
  await context.sync();
  return bladen.items;
}

async function hernoem(context, paren) {
  for (const [id, naam] of paren) {
    context.workbook.worksheets.getItem(id).name = naam;
  }
  await context.sync();
}

async function nieuwe(context, bestaand, namen) {
  const oud = new Set(bestaand.map(({ id }) => id));
  const bladen = (await alle(context)).filter(({ id }) => !oud.has(id)).map(({ id, name }) => ({ id, naam: name }));
  const gekregen = new Set(bladen.map(({ naam }) => naam));
  const gemist = [...namen.keys()].filter((naam) => !gekregen.has(naam));
  if (gemist.length || bladen.length !== namen.size) {
    throw new Weigering(`Excel nam niet alle bladen over (${gemist.join(", ") || "te veel bladen"}).`);
  }
  return bladen;
}

// Undoes everything: the new sheets out, the old names back. When even that fails, says under which name the old ones are.
async function zetTerug(context, bestaand, opzij, oorzaak) {
  console.warn(oorzaak);
  const reden = oorzaak instanceof Weigering ? ` ${oorzaak.message}` : "";
  try {
    const oud = new Set(bestaand.map(({ id }) => id));
    for (const blad of await alle(context)) {
      if (!oud.has(blad.id)) {
        blad.delete();
      }
    }
    await context.sync();
    await hernoem(context, opzij.map(({ id, naam }) => [id, naam]));
  } catch (fout) {
    console.warn(fout);
    const waar = opzij.map(({ naam, tijdelijk }) => `${naam} heet nu ${tijdelijk}`).join("; ");
    throw new Weigering(
      `Invoegen is niet gelukt.${reden} Er is niets verwijderd${waar ? `, maar niet elk blad kreeg zijn naam terug: ${waar}` : ""}. Geef die bladen zelf hun naam terug.`,
    );
  }
  throw new Weigering(
    `Invoegen is niet gelukt.${reden} Uw werkmap is weer zoals hij was. Is de werkmap beveiligd? Hef dat op, of bewaar het plan als bestand.`,
  );
}

// From here on there is no way back, and no need: the new sheets are whole.
async function verwijder(context, weg) {
  try {
    for (const { id } of weg) {
      context.workbook.worksheets.getItem(id).delete();
    }
    await context.sync();
  } catch (fout) {
    console.warn(fout);
    const over = new Set((await alle(context)).map(({ id }) => id));
    const namen = weg.filter(({ id }) => over.has(id)).map(({ tijdelijk }) => tijdelijk);
    throw new Weigering(`De nieuwe bladen staan erin, maar Excel verwijdert deze oude niet: ${namen.join(", ")}. Verwijder ze zelf.`);
  }
}

function metEinde(naam, einde) {
  return naam.slice(0, LANGSTE_NAAM - einde.length) + einde;
}

// The first free name: Voorblad, Voorblad (2), Voorblad (3).
function vrij(naam, bezet) {
  let kandidaat = naam;
  for (let nummer = 2; bezet.has(gelijk(kandidaat)); nummer += 1) {
    kandidaat = metEinde(naam, ` (${nummer})`);
  }
  bezet.add(gelijk(kandidaat));
  return kandidaat;
}
