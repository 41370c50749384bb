// The open workbook: its bytes, its selection, its cells.
import { teGroot, Weigering } from "./verzoek.js";

const STUK = 4 * 1024 * 1024;
const MEESTE_CELLEN = 200_000;

export const kan = (versie) => Office.context.requirements.isSetSupported("ExcelApi", versie);

export async function naamVanWerkmap() {
  const naam = await Excel.run(async (context) => {
    context.workbook.load("name");
    await context.sync();
    return context.workbook.name;
  });
  // A workbook that was never saved has no extension yet.
  return /\.[a-z]{3,4}$/i.test(naam) ? naam : `${naam}.xlsx`;
}

// The bytes of the workbook as it is now, unsaved changes included.
export async function leesBestand(naam, grootste) {
  const bestand = await alsBelofte((klaar) =>
    Office.context.document.getFileAsync(Office.FileType.Compressed, { sliceSize: STUK }, klaar),
  );
  try {
    if (bestand.size > grootste) {
      throw teGroot(naam, bestand.size, grootste);
    }
    const stukken = [];
    for (let nummer = 0; nummer < bestand.sliceCount; nummer += 1) {
      const stuk = await alsBelofte((klaar) => bestand.getSliceAsync(nummer, klaar));
      stukken.push(Uint8Array.from(stuk.data));
    }
    return new Blob(stukken);
  } finally {
    // Excel has room for two open files; one left open blocks the next try.
    await alsBelofte((klaar) => bestand.closeAsync(klaar));
  }
}

function alsBelofte(werk) {
  return new Promise((gelukt, mislukt) => {
    werk((uitkomst) => {
      if (uitkomst.status === Office.AsyncResultStatus.Failed) {
        console.warn(uitkomst.error);
        mislukt(new Weigering("Excel geeft de werkmap niet. Sluit een cel die u aan het wijzigen bent, en probeer het nog eens."));
      } else {
        gelukt(uitkomst.value);
      }
    });
  });
}

// The filled part of the selection: whoever selects whole columns means the figures in them.
export async function leesSelectie() {
  return Excel.run(async (context) => {
    const gekozen = context.workbook.getSelectedRange();
    const bereik = gekozen.getUsedRangeOrNullObject(true);
    gekozen.load("address");
    bereik.load(["address", "cellCount"]);
    bereik.worksheet.load("name");
    try {
      await context.sync();
    } catch (fout) {
      console.warn(fout);
      throw new Weigering("U hebt meer dan één gebied gekozen, of een plaatje. Kies één aaneengesloten bereik met cijfers.");
    }
    if (bereik.isNullObject) {
      throw new Weigering(`In ${kort(gekozen.address)} staat niets. Kies het bereik met de cijfers, met de kopregel erbij.`);
    }
    if (bereik.cellCount > MEESTE_CELLEN) {
      throw new Weigering(
        `${kort(bereik.address)} telt ${bereik.cellCount.toLocaleString("nl-NL")} cellen; ten hoogste ${MEESTE_CELLEN.toLocaleString("nl-NL")} gaat. Kies een kleiner bereik.`,
      );
    }
    bereik.load(["values", "numberFormat"]);
    await context.sync();
    const adres = kort(bereik.address);
    const cellen = bereik.values.map((rij, r) => rij.map((cel, k) => metOpmaak(cel, bereik.numberFormat[r][k])));
    return { blad: bereik.worksheet.name, hoek: adres.split(":")[0], adres, cellen };
  });
}

// A date is a number to Excel; only its format tells, in the form in which Excel hands it to a formula too. The server
// decides which formats are those of a date.
const metOpmaak = (cel, opmaak) =>
  typeof cel === "number" && /[dmyjhus]/i.test(opmaak) && opmaak !== "General"
    ? { type: "Double", basicValue: cel, numberFormat: opmaak }
    : cel;

const kort = (adres) => adres.slice(adres.lastIndexOf("!") + 1).replaceAll("$", "");

// Where a finding points: a cell, a range, a row or a column; the top of the sheet when it names none.
export function adresUit(cel) {
  const cellen = /\b([A-Z]{1,3}[1-9]\d{0,6})(?::([A-Z]{1,3}[1-9]\d{0,6}))?\b/.exec(cel ?? "");
  if (cellen) {
    return cellen[0];
  }
  const rij = /\brij(?:en)? (\d{1,7})/.exec(cel ?? "");
  const kolom = /\bkolom ([A-Z]{1,3})\b/.exec(cel ?? "");
  return rij ? `${rij[1]}:${rij[1]}` : kolom ? `${kolom[1]}:${kolom[1]}` : "A1";
}

export async function gaNaar({ blad, cel }) {
  await Excel.run(async (context) => {
    const werkblad = context.workbook.worksheets.getItemOrNullObject(blad);
    werkblad.load(["name", "visibility"]);
    await context.sync();
    if (werkblad.isNullObject) {
      throw new Weigering(`Blad ${blad} is er niet meer. Is het hernoemd of verwijderd? Controleer de werkmap dan opnieuw.`);
    }
    if (werkblad.visibility !== "Visible") {
      throw new Weigering(`Blad ${blad} is verborgen. Maak het zichtbaar: rechtsklik op een bladtab en kies Zichtbaar maken.`);
    }
    werkblad.activate();
    werkblad.getRange(adresUit(cel)).select();
    try {
      await context.sync();
    } catch (fout) {
      console.warn(fout);
      throw new Weigering(`${cel} op blad ${blad} is er niet meer. Controleer de werkmap opnieuw.`);
    }
  });
}

// What already stands in the active cell and in the block where a result may spill.
export async function rondActieveCel(rijen, kolommen) {
  return Excel.run(async (context) => {
    const cel = context.workbook.getActiveCell();
    cel.load(["address", "formulas", "rowIndex", "columnIndex"]);
    await context.sync();
    const hoog = Math.min(rijen, 1_048_576 - cel.rowIndex);
    const breed = Math.min(kolommen, 16_384 - cel.columnIndex);
    const blok = cel.getResizedRange(hoog - 1, breed - 1);
    blok.load("formulas");
    await context.sync();
    const eigen = cel.formulas[0][0] !== "";
    const eromheen = blok.formulas.flat().slice(1).some((inhoud) => inhoud !== "");
    return { adres: kort(cel.address), eigen, eromheen };
  });
}

// A formula in the active cell, and the formats of what will spill from it below its head.
// Without an outcome nothing is known of its formats: the sheet keeps its own.
export async function zetFormule(formule, uitkomst) {
  await Excel.run(async (context) => {
    const cel = context.workbook.getActiveCell();
    cel.formulas = [[formule]];
    if (uitkomst) {
      const { kop, hoog, opmaak } = uitkomst;
      const cijfers = cel.getOffsetRange(kop, 0).getResizedRange(hoog - kop - 1, opmaak.length - 1);
      cijfers.numberFormat = Array.from({ length: hoog - kop }, () => opmaak);
    }
    try {
      await context.sync();
    } catch (fout) {
      console.warn(fout);
      throw new Weigering("Excel neemt de formule niet aan. Is het blad beveiligd? Kies dan een cel op een ander blad.");
    }
  });
}

// Formulas that were refused for want of a startcode ask again.
export async function rekenOpnieuw() {
  await Excel.run(async (context) => {
    context.workbook.application.calculate("Full");
    await context.sync();
  });
}
