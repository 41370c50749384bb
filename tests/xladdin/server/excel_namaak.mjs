// Excel's side of a formula, in Node: loads the script and the list of functions that the server gives Excel, calls
// what it is told to call, and tells what Excel would show and what was sent. Knows nothing of the functions itself.
//
//   node excel_namaak.mjs ADRES STARTCODE < calls.json      one call is {"naam": "VW_VERDEEL", "args": [...]}
import { readFileSync } from "node:fs";

const [basis, startcode] = process.argv.slice(2);
const haal = async (pad) => (await fetch(basis + pad)).text();

const functies = {};
class Excelfout extends Error {
  constructor(code, bericht) {
    super(bericht);
    this.code = code;
  }
}

const bewaard = new Map();
const instellingen = /<script id="config"[^>]*>(.*?)<\/script>/s.exec(await haal("/taskpane.html"));
Object.assign(globalThis, {
  window: globalThis,
  location: { origin: basis },
  localStorage: { getItem: (naam) => bewaard.get(naam) ?? null, setItem: (naam, waarde) => bewaard.set(naam, waarde) },
  // The settings of the task pane, which shares its runtime with the functions.
  config: JSON.parse(instellingen[1]),
  getAuth: async () => ({ token: `Bearer ${startcode}`, provider: "lokaal" }),
  xlwings: { getCultureInfoName: async () => null, getDateFormat: async () => globalThis.kenmerk },
  Office: {
    onReady: async (klaar) => klaar?.({ host: "Excel", platform: "PC" }),
    context: { requirements: { isSetSupported: () => true } },
  },
  Excel: {
    RequestContext: class {
      workbook = { name: "Geheim.xlsx", load() {} };
      async sync() {}
    },
  },
  CustomFunctions: {
    associate: (naam, functie) => (functies[naam] = functie),
    Error: Excelfout,
    ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
  },
});
const schrijf = console.error;
console.error = () => {};

async function roep({ naam, args, kenmerk }) {
  const verzoeken = [];
  // Without one it is another for each call: then nothing is kept.
  globalThis.kenmerk = kenmerk ?? `${Math.random()}`;
  globalThis.xwRequest = {
    async post(adres, inhoud, { headers }) {
      verzoeken.push({ adres, koppen: Object.keys(headers).sort(), inhoud });
      const antwoord = await fetch(adres, { method: "POST", headers, body: JSON.stringify(inhoud) });
      const tekst = await antwoord.text();
      if (antwoord.ok) return { data: JSON.parse(tekst) };
      throw Object.assign(new Error(tekst), { response: { status: antwoord.status, data: tekst } });
    },
  };
  try {
    return { uitkomst: await functies[naam](...args, {}), verzoeken };
  } catch (fout) {
    if (!(fout instanceof Excelfout)) throw fout;
    return { fout: fout.code, zin: fout.message, verzoeken };
  }
}

try {
  // As a script and not as a module: that is how Excel loads it.
  (0, eval)(await haal("/xlwings/custom-functions-code.js"));
  const antwoorden = [];
  for (const aanroep of JSON.parse(readFileSync(0, "utf8"))) antwoorden.push(await roep(aanroep));
  const { functions: beschreven, enums: keuzes } = JSON.parse(await haal("/xlwings/custom-functions-meta.json"));
  console.log(JSON.stringify({ geregistreerd: Object.keys(functies), beschreven, keuzes, antwoorden }));
} catch (fout) {
  schrijf(fout);
  process.exitCode = 1;
}
