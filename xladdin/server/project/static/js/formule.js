// The question behind a formula in a cell. Whatever goes wrong, Excel shows a Dutch sentence, and soon: a sheet asks a
// thousand times, and nobody waits a thousand times for a server that is not there.
import { config } from "./config.js";
import { aanmelding } from "./auth.js";
import { noteer } from "./oudewaarden.js";
import { nietBereikbaar, onverwacht, vraag } from "./verzoek.js";

// How long a server that did not answer is left alone.
const RUST = 5_000;
// How long a fingerprint counts: one recalculation of a sheet asks for it once.
const VERS = 1_000;

const open = new Set();
let laatsteTeken = 0;
let stuk = { tot: 0, zin: "" };
let bewaker = null;

const nu = () => performance.now();

// The form in which xlwings' script takes a refusal: with a status that is in none of its lists it does not try again.
const weigering = (zin, status = 0) => Object.assign(new Error(zin), { response: { status, data: zin } });

function breekAf(zin) {
  stuk = { tot: nu() + RUST, zin };
  for (const verzoek of [...open]) {
    verzoek.abort();
  }
}

// Not how long one question takes, because it may wait for its turn among a thousand: how long nothing comes back at all.
function bewaak(stilte) {
  bewaker ??= setInterval(() => {
    if (!open.size) {
      clearInterval(bewaker);
      bewaker = null;
    } else if (nu() - laatsteTeken > stilte) {
      breekAf(`De server van Verdeelwijzer antwoordt al ${Math.round(stilte / 1000)} seconden niet. Reken het blad zo opnieuw uit; blijft dit, vraag het uw beheerder.`);
    }
  }, Math.min(stilte / 4, 1_000));
}

export function post(adres, inhoud, { headers = {}, timeout } = {}) {
  if (nu() < stuk.tot) {
    return Promise.reject(weigering(stuk.zin));
  }
  return new Promise((klaar, mislukt) => {
    const verzoek = new XMLHttpRequest();
    const weg = () => {
      open.delete(verzoek);
      laatsteTeken = nu();
    };
    verzoek.open("POST", adres);
    for (const [naam, waarde] of Object.entries(headers)) {
      verzoek.setRequestHeader(naam, waarde);
    }
    verzoek.addEventListener("load", () => {
      weg();
      stuk = { tot: 0, zin: "" };
      try {
        mislukt(antwoordVan(verzoek, klaar));
      } catch {
        mislukt(weigering(onverwacht(verzoek.status), verzoek.status));
      }
    });
    verzoek.addEventListener("error", () => {
      weg();
      stuk = { tot: nu() + RUST, zin: nietBereikbaar() };
      mislukt(weigering(stuk.zin));
    });
    verzoek.addEventListener("abort", () => {
      weg();
      mislukt(weigering(stuk.zin));
    });
    if (!open.size) {
      laatsteTeken = nu();
    }
    open.add(verzoek);
    bewaak(timeout);
    verzoek.send(JSON.stringify(inhoud));
  });
}

// Hands on an answer; gives the refusal where it is none.
function antwoordVan(verzoek, klaar) {
  if (verzoek.status === 200) {
    const data = JSON.parse(verzoek.responseText);
    noteer(data.plannen);
    klaar({ data });
    return null;
  }
  // What a proxy in between says is a page, and in English.
  const eigen = verzoek.getResponseHeader("X-Vraagnummer") !== null;
  return weigering(eigen ? verzoek.responseText : onverwacht(verzoek.status), verzoek.status);
}

let gezien = { tot: 0, belofte: null };

// The fingerprint of all that answers rest on. Where it is not to be had nothing may be kept, so then it is a new one.
export function kenmerk() {
  if (nu() >= gezien.tot) {
    gezien = { tot: nu() + VERS, belofte: haal() };
  }
  return gezien.belofte;
}

async function haal() {
  try {
    const { token, provider } = await aanmelding();
    return (await vraag("GET", "/vw/kenmerk", { koppen: { Authorization: token, "Auth-Provider": provider }, wachttijd: config.requestTimeout * 1000 })).kenmerk;
  } catch {
    return `geen-${nu()}`;
  }
}
