// Which plans the figures in this workbook rest on. It is kept in the workbook itself, beside those figures, because Excel
// shows what was saved and does not ask again; so it can be told when the server has another version of a plan.
const SLEUTEL = "verdeelwijzer.plannen";

let luisteraar = () => {};
// What the server holds now, as far as it was heard.
const nieuwste = new Map();

const bewaarplek = () => globalThis.Office?.context?.document?.settings;

export function meldVerouderd(doe) {
  luisteraar = doe;
}

const bewaard = () => bewaarplek()?.get(SLEUTEL) ?? {};

function bewaar(kenmerken) {
  const plek = bewaarplek();
  plek?.set(SLEUTEL, kenmerken);
  plek?.saveAsync();
}

// The names of the plans of which the workbook may hold older figures.
const verouderd = () =>
  Object.entries(bewaard())
    .filter(([naam, kenmerk]) => nieuwste.has(naam) && nieuwste.get(naam) !== kenmerk)
    .map(([naam]) => naam);

// What one answer rested on. The oldest counts: other cells may still have it.
export function noteer(plannen = {}) {
  const oud = bewaard();
  const erbij = Object.entries(plannen).filter(([naam]) => !(naam in oud));
  if (erbij.length) {
    bewaar({ ...oud, ...Object.fromEntries(erbij) });
  }
  hoor(plannen);
}

// What the server says that it holds.
export function hoor(plannen) {
  let anders = false;
  for (const [naam, kenmerk] of Object.entries(plannen)) {
    anders ||= nieuwste.get(naam) !== kenmerk;
    nieuwste.set(naam, kenmerk);
  }
  if (anders) {
    luisteraar(verouderd());
  }
}

// Everything was calculated anew.
export function isHerrekend() {
  bewaar(Object.fromEntries(Object.entries(bewaard()).map(([naam, kenmerk]) => [naam, nieuwste.get(naam) ?? kenmerk])));
  luisteraar(verouderd());
}
