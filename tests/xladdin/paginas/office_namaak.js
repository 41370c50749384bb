// Takes the place of office.js in the tests: a workbook in memory that behaves as Excel documents it. What was not loaded
// cannot be read, nothing happens before sync(), and a batch that fails halfway keeps what came before the fault.
(() => {
  const begin = window.__begin;
  const MAX_RIJ = 1048576;
  const MAX_KOLOM = 16384;
  let volgendId = 1;

  const werkmap = {
    naam: begin.naam,
    bladen: [],
    actief: null,
    selectie: { blad: begin.selectie.blad, adres: begin.selectie.adres },
    openBestanden: 0,
    herrekend: 0,
    bewaard: begin.bewaard ?? {},
    opmaak: {},
  };
  // What the test wants to go wrong: { bestand, invoegen: "niets" | "half", verwijderen, hernoemen, schrijven }.
  window.__storing = {};
  window.__werkmap = werkmap;
  window.__functies = {};

  class ExcelFout extends Error {
    constructor(code, message) {
      super(message);
      this.code = code;
    }
  }

  function nieuwBlad(name, cellen = {}) {
    const blad = { id: `{blad-${volgendId++}}`, name, visibility: "Visible", cellen: new Map(Object.entries(cellen)) };
    werkmap.bladen.push(blad);
    return blad;
  }
  for (const [name, cellen] of Object.entries(begin.bladen)) {
    nieuwBlad(name, cellen);
  }
  werkmap.actief = werkmap.bladen[0].id;

  const letters = (kolom) => {
    let tekst = "";
    for (let rest = kolom + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      tekst = String.fromCharCode(65 + ((rest - 1) % 26)) + tekst;
    }
    return tekst;
  };
  const nummer = (tekst) => [...tekst].reduce((som, letter) => som * 26 + letter.charCodeAt(0) - 64, 0) - 1;

  function ontleed(adres) {
    const delen = adres.replaceAll("$", "").split(":");
    const [van, tot] = [delen[0], delen[1] ?? delen[0]].map((deel) => /^([A-Z]*)(\d*)$/.exec(deel));
    if (!van || !tot || adres.includes(",")) {
      throw new ExcelFout("InvalidArgument", `no range: ${adres}`);
    }
    const plek = {
      r1: van[2] ? Number(van[2]) - 1 : 0,
      k1: van[1] ? nummer(van[1]) : 0,
      r2: tot[2] ? Number(tot[2]) - 1 : MAX_RIJ - 1,
      k2: tot[1] ? nummer(tot[1]) : MAX_KOLOM - 1,
    };
    if (plek.r2 >= MAX_RIJ || plek.k2 >= MAX_KOLOM) {
      throw new ExcelFout("InvalidArgument", `outside the sheet: ${adres}`);
    }
    return plek;
  }
  const adresVan = ({ r1, k1, r2, k2 }) => {
    const van = `${letters(k1)}${r1 + 1}`;
    const tot = `${letters(k2)}${r2 + 1}`;
    return van === tot ? van : `${van}:${tot}`;
  };

  const vindBlad = (sleutel) =>
    werkmap.bladen.find(({ id, name }) => id === sleutel || name.toLowerCase() === String(sleutel).toLowerCase());

  // An object of Excel: properties can be read only after load() and sync().
  class Ding {
    #geladen = {};
    constructor(context) {
      this.context = context;
      this.isNullObject = false;
    }
    load(namen) {
      this.context.wachtrij.push(() => {
        if (!this.isNullObject) {
          for (const naam of [namen].flat().flatMap((deel) => deel.split(","))) {
            this.#geladen[naam.trim()] = this.waarde(naam.trim());
          }
        }
      });
      return this;
    }
    geladen(naam) {
      if (!(naam in this.#geladen)) {
        throw new ExcelFout("PropertyNotLoaded", `${naam} was not loaded`);
      }
      return this.#geladen[naam];
    }
  }

  function leesbaar(soort, ...namen) {
    for (const naam of namen) {
      Object.defineProperty(soort.prototype, naam, {
        get() {
          return this.geladen(naam);
        },
        set(waarde) {
          this.context.wachtrij.push(() => this.zet(naam, waarde));
        },
      });
    }
  }

  class Werkblad extends Ding {
    constructor(context, vind) {
      super(context);
      this.vind = vind;
    }
    get blad() {
      const blad = this.vind();
      if (!blad) {
        throw new ExcelFout("ItemNotFound", "no such sheet");
      }
      return blad;
    }
    waarde(naam) {
      return this.blad[naam];
    }
    zet(naam, waarde) {
      if (naam !== "name") {
        throw new ExcelFout("InvalidArgument", `${naam} cannot be set here`);
      }
      if (window.__storing.hernoemen?.(waarde)) {
        throw new ExcelFout("AccessDenied", "the structure is protected");
      }
      const bezet = vindBlad(waarde);
      if (!waarde || waarde.length > 31 || /[[\]:*?/\\]/.test(waarde) || (bezet && bezet !== this.blad)) {
        throw new ExcelFout("InvalidArgument", `no good name: ${waarde}`);
      }
      this.blad.name = waarde;
    }
    activate() {
      this.context.wachtrij.push(() => {
        werkmap.actief = this.blad.id;
      });
    }
    delete() {
      this.context.wachtrij.push(() => {
        if (window.__storing.verwijderen || werkmap.bladen.length === 1) {
          throw new ExcelFout("GeneralException", "cannot be deleted");
        }
        const weg = this.blad;
        werkmap.bladen.splice(werkmap.bladen.indexOf(weg), 1);
        if (werkmap.selectie.blad === weg.name) {
          werkmap.selectie = { blad: werkmap.bladen[0].name, adres: "A1" };
        }
      });
    }
    getRange(adres) {
      return new Bereik(this.context, () => ({ blad: this.blad, plek: ontleed(adres) }));
    }
  }
  leesbaar(Werkblad, "id", "name", "visibility");

  class Bereik extends Ding {
    constructor(context, vind) {
      super(context);
      this.vind = vind;
      this.worksheet = new Werkblad(context, () => this.vind().blad);
    }
    waarde(naam) {
      const { blad, plek } = this.vind();
      const { r1, k1, r2, k2 } = plek;
      if (naam === "address") {
        return `${/\W/.test(blad.name) ? `'${blad.name}'` : blad.name}!${adresVan(plek)}`;
      }
      if (naam === "cellCount") {
        return (r2 - r1 + 1) * (k2 - k1 + 1);
      }
      if (naam === "rowIndex") {
        return r1;
      }
      if (naam === "columnIndex") {
        return k1;
      }
      const opmaak = naam === "numberFormat";
      return Array.from({ length: r2 - r1 + 1 }, (_, rij) =>
        Array.from({ length: k2 - k1 + 1 }, (_, kolom) => {
          const adres = `${letters(k1 + kolom)}${r1 + rij + 1}`;
          return opmaak ? (begin.opmaak?.[adres] ?? "General") : (blad.cellen.get(adres) ?? "");
        }),
      );
    }
    zet(naam, waarde) {
      if (!["formulas", "numberFormat"].includes(naam) || window.__storing.schrijven) {
        throw new ExcelFout("AccessDenied", "this cell is locked");
      }
      const { blad, plek } = this.vind();
      if (naam === "numberFormat") {
        waarde.forEach((rij, r) => rij.forEach((cel, k) => (werkmap.opmaak[`${letters(plek.k1 + k)}${plek.r1 + r + 1}`] = cel)));
        return;
      }
      waarde.forEach((rij, r) =>
        rij.forEach((cel, k) => blad.cellen.set(`${letters(plek.k1 + k)}${plek.r1 + r + 1}`, cel)),
      );
    }
    getUsedRangeOrNullObject() {
      const binnen = () => {
        const { blad, plek } = this.vind();
        const gevuld = [...blad.cellen.entries()]
          .filter(([, waarde]) => waarde !== "")
          .map(([adres]) => ontleed(adres))
          .filter(({ r1, k1 }) => r1 >= plek.r1 && r1 <= plek.r2 && k1 >= plek.k1 && k1 <= plek.k2);
        const rijen = gevuld.map(({ r1 }) => r1);
        const kolommen = gevuld.map(({ k1 }) => k1);
        return gevuld.length
          ? { blad, plek: { r1: Math.min(...rijen), k1: Math.min(...kolommen), r2: Math.max(...rijen), k2: Math.max(...kolommen) } }
          : null;
      };
      const bereik = new Bereik(this.context, binnen);
      this.context.wachtrij.push(() => {
        bereik.isNullObject = binnen() === null;
        bereik.worksheet.isNullObject = bereik.isNullObject;
      });
      return bereik;
    }
    getOffsetRange(rijen, kolommen) {
      return new Bereik(this.context, () => {
        const { blad, plek } = this.vind();
        return { blad, plek: { r1: plek.r1 + rijen, k1: plek.k1 + kolommen, r2: plek.r2 + rijen, k2: plek.k2 + kolommen } };
      });
    }
    getResizedRange(rijen, kolommen) {
      return new Bereik(this.context, () => {
        const { blad, plek } = this.vind();
        return { blad, plek: { ...plek, r2: plek.r2 + rijen, k2: plek.k2 + kolommen } };
      });
    }
    select() {
      this.context.wachtrij.push(() => {
        const { blad, plek } = this.vind();
        werkmap.selectie = { blad: blad.name, adres: adresVan(plek) };
      });
    }
  }
  leesbaar(Bereik, "address", "cellCount", "rowIndex", "columnIndex", "values", "formulas", "numberFormat");

  class Bladen extends Ding {
    waarde(naam) {
      if (!naam.startsWith("items/")) {
        throw new ExcelFout("InvalidArgument", naam);
      }
      return null;
    }
    load(namen) {
      this.context.wachtrij.push(() => {
        this.items = werkmap.bladen.map((blad) => {
          const ding = new Werkblad(this.context, () => werkmap.bladen.find(({ id }) => id === blad.id));
          ding.load(namen.split(",").map((naam) => naam.replace("items/", "")));
          return ding;
        });
      });
    }
    getItem(sleutel) {
      return new Werkblad(this.context, () => vindBlad(sleutel));
    }
    getItemOrNullObject(sleutel) {
      const blad = new Werkblad(this.context, () => vindBlad(sleutel));
      this.context.wachtrij.push(() => {
        blad.isNullObject = !vindBlad(sleutel);
      });
      return blad;
    }
  }

  const selectie = () => {
    if (werkmap.selectie.adres.includes(",")) {
      throw new ExcelFout("InvalidSelection", "more than one area");
    }
    return { blad: vindBlad(werkmap.selectie.blad), plek: ontleed(werkmap.selectie.adres) };
  };

  class Werkmap extends Ding {
    constructor(context) {
      super(context);
      this.worksheets = new Bladen(context);
      this.application = { calculate: () => context.wachtrij.push(() => (werkmap.herrekend += 1)) };
    }
    waarde(naam) {
      return { name: werkmap.naam }[naam];
    }
    getSelectedRange() {
      return new Bereik(this.context, selectie);
    }
    getActiveCell() {
      return new Bereik(this.context, () => {
        const { blad, plek } = selectie();
        return { blad, plek: { ...plek, r2: plek.r1, k2: plek.k1 } };
      });
    }
    insertWorksheetsFromBase64(inhoud, opties) {
      const uitkomst = { value: undefined };
      this.context.wachtrij.push(async () => {
        if (window.__storing.invoegen === "niets" || opties.positionType !== "End") {
          throw new ExcelFout("AccessDenied", "the structure is protected");
        }
        const namen = await window.__bladnamen(inhoud);
        const deze = window.__storing.invoegen === "half" ? namen.slice(0, namen.length / 2) : namen;
        uitkomst.value = deze.map((naam) => {
          let vrij = naam;
          for (let n = 2; vindBlad(vrij); n += 1) {
            vrij = `${naam} (${n})`;
          }
          return nieuwBlad(vrij, { A1: `nieuw: ${naam}` }).id;
        });
        if (deze.length < namen.length) {
          throw new ExcelFout("GeneralException", "stopped halfway");
        }
      });
      return uitkomst;
    }
  }
  leesbaar(Werkmap, "name");

  class Context {
    constructor() {
      this.wachtrij = [];
      this.workbook = new Werkmap(this);
      const cultuur = { load() {}, name: "nl-NL", datetimeFormat: { load() {}, shortDatePattern: "d-m-jjjj" } };
      this.application = { cultureInfo: cultuur };
    }
    async sync() {
      // A queued load() may queue more.
      while (this.wachtrij.length) {
        try {
          await this.wachtrij.shift()();
        } catch (fout) {
          this.wachtrij = [];
          throw fout;
        }
      }
    }
  }

  const gelukt = (value) => ({ status: "succeeded", value });
  const mislukt = (message) => ({ status: "failed", error: { code: 5001, message } });

  function getFileAsync(soort, opties, klaar) {
    if (window.__storing.bestand || werkmap.openBestanden >= 2) {
      return setTimeout(() => klaar(mislukt("the document is busy")));
    }
    werkmap.openBestanden += 1;
    const bytes = Uint8Array.from(atob(begin.bytes), (teken) => teken.charCodeAt(0));
    // Small slices, so that there is more than one.
    const deel = Math.min(opties.sliceSize, 8192);
    return setTimeout(() =>
      klaar(
        gelukt({
          size: bytes.length,
          sliceCount: Math.ceil(bytes.length / deel),
          getSliceAsync: (plek, af) =>
            setTimeout(() => af(gelukt({ data: [...bytes.slice(plek * deel, (plek + 1) * deel)] }))),
          closeAsync: (af) => {
            werkmap.openBestanden -= 1;
            setTimeout(() => af(gelukt()));
          },
        }),
      ),
    );
  }

  window.Office = {
    onReady: async (functie) => {
      const info = { host: begin.host, platform: "OfficeOnline" };
      functie?.(info);
      return info;
    },
    FileType: { Compressed: "compressed" },
    AsyncResultStatus: { Succeeded: "succeeded", Failed: "failed" },
    auth: {
      getAccessToken: async () => {
        if (!begin.token) {
          throw Object.assign(new Error("no user is signed in"), { code: 13001 });
        }
        return begin.token;
      },
    },
    context: {
      document: {
        getFileAsync,
        // Kept in the workbook itself, so a test can look into it.
        settings: {
          get: (naam) => werkmap.bewaard[naam] ?? null,
          set: (naam, waarde) => {
            werkmap.bewaard[naam] = structuredClone(waarde);
          },
          saveAsync: () => {},
        },
      },
      requirements: { isSetSupported: (_, versie) => Number(versie.split(".")[1]) <= begin.versie },
    },
  };
  window.Excel = { RequestContext: Context, run: async (werk) => werk(new Context()) };
  window.CustomFunctions = {
    associate: (naam, functie) => {
      window.__functies[naam] = functie;
    },
    ErrorCode: { invalidValue: "#VALUE!", notAvailable: "#N/A" },
    Error: ExcelFout,
  };
})();
