// Questions to the server. XMLHttpRequest rather than fetch: it tells how far a file has been sent, and in Excel for Mac
// fetch is cut off after a minute.
import { config } from "./config.js";

// A large file takes long; how long a formula waits, is settled in formule.js.
const WACHTTIJD = 300_000;
const opnieuw = "Probeer het over een minuut nog eens";

// A refusal in words for people. `vraag` is the number under which the server logged it, `aanmelden` says that it was for
// want of the right code or account, and `wachttijd` is in how many seconds the server wants to be asked again.
export class Weigering extends Error {
  constructor(zin, { status = 0, vraag = "", aanmelden = false, wachttijd = 0 } = {}) {
    super(zin);
    this.status = status;
    this.vraag = vraag;
    this.aanmelden = aanmelden;
    this.wachttijd = wachttijd;
  }

  get zin() {
    return this.vraag ? `${this.message} (vraag ${this.vraag})` : this.message;
  }
}

// Every fault as one sentence; what only a programmer understands goes to the console.
export function alsZin(fout) {
  if (fout instanceof Weigering) {
    return fout.zin;
  }
  console.warn(fout);
  const kenmerk = fout?.code ? ` (${fout.code})` : "";
  return `Dit is niet gelukt${kenmerk}. Probeer het nog eens; lukt het weer niet, sluit dit venster dan en open het opnieuw.`;
}

export function vraag(methode, pad, { koppen = {}, inhoud = null, json = null, verstuurd = null, wachttijd = WACHTTIJD } = {}) {
  return new Promise((klaar, mislukt) => {
    const verzoek = new XMLHttpRequest();
    verzoek.open(methode, (config?.appPath ?? "") + pad);
    verzoek.timeout = wachttijd;
    for (const [naam, waarde] of Object.entries(koppen)) {
      verzoek.setRequestHeader(naam, waarde);
    }
    if (json !== null) {
      verzoek.setRequestHeader("Content-Type", "application/json");
    } else if (inhoud !== null) {
      verzoek.setRequestHeader("Content-Type", "application/octet-stream");
    }
    if (verstuurd) {
      verzoek.upload.addEventListener("progress", (stand) => {
        if (stand.lengthComputable) {
          verstuurd(stand.loaded / stand.total);
        }
      });
      verzoek.upload.addEventListener("load", () => verstuurd(1));
    }
    verzoek.addEventListener("load", () => {
      const nummer = verzoek.getResponseHeader("X-Vraagnummer") ?? "";
      const antwoord = verzoek.status === 204 ? {} : lees(verzoek.responseText);
      if (verzoek.status >= 200 && verzoek.status < 300 && antwoord !== null) {
        klaar(antwoord);
      } else {
        const zin = antwoord?.fout ?? onverwacht(verzoek.status);
        mislukt(
          new Weigering(zin, {
            status: verzoek.status,
            vraag: antwoord?.vraag ?? nummer,
            // After many refusals the status is another one; the header stays.
            aanmelden: verzoek.status === 401 || verzoek.getResponseHeader("WWW-Authenticate") !== null,
            wachttijd: seconden(verzoek.getResponseHeader("Retry-After")),
          }),
        );
      }
    });
    verzoek.addEventListener("error", () => mislukt(new Weigering(nietBereikbaar())));
    verzoek.addEventListener("abort", () => mislukt(new Weigering(nietBereikbaar())));
    verzoek.addEventListener("timeout", () => {
      const minuten = Math.max(1, Math.round(wachttijd / 60000));
      mislukt(new Weigering(`De server gaf binnen ${minuten} minuten geen antwoord. ${opnieuw}, of met een kleiner bestand.`));
    });
    verzoek.send(json === null ? inhoud : JSON.stringify(json));
  });
}

export const onverwacht = (status) => `De server gaf een onverwacht antwoord (status ${status}). ${opnieuw}.`;

export function nietBereikbaar() {
  const lokaal = !config?.authProviders?.includes("entraid");
  return lokaal
    ? "De server is niet bereikbaar. Kijk of het venster met ‘verdeelwijzer addin start’ nog open is; start hem anders opnieuw."
    : `De server is niet bereikbaar. Kijk of uw verbinding werkt. ${opnieuw}.`;
}

// A proxy in between may name a moment instead. 0 when there is nothing to wait for.
function seconden(kop) {
  const getal = /^\d+$/.test(kop ?? "") ? Number(kop) : (Date.parse(kop) - Date.now()) / 1000;
  return Number.isFinite(getal) ? Math.max(1, Math.ceil(getal)) : 0;
}

function lees(tekst) {
  try {
    const antwoord = JSON.parse(tekst);
    return typeof antwoord === "object" ? antwoord : null;
  } catch {
    return null;
  }
}

export function megabytes(bytes) {
  const [deel, eenheid] = bytes < 1_000_000 ? [Math.max(1, Math.round(bytes / 1000)), "kB"] : [bytes / 1_000_000, "MB"];
  return `${deel.toLocaleString("nl-NL", { maximumFractionDigits: 1 })} ${eenheid}`;
}

export function teGroot(naam, bytes, grootste) {
  return new Weigering(
    `${naam} is ${megabytes(bytes)} groot, en mag ten hoogste ${megabytes(grootste)} zijn. Haal weg wat er niet in hoort, zoals plaatjes.`,
  );
}

// A header takes no accents: the name of a file goes percent-encoded.
export const bestandskop = (naam) => ({ "X-Bestandsnaam": encodeURIComponent(naam) });
