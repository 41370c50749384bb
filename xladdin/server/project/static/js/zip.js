// One file of many, for who wants all copies in one download: a zip whose parts are as they are, because a workbook is
// compressed already.
const TABEL = Uint32Array.from({ length: 256 }, (_, plek) => {
  let waarde = plek;
  for (let keer = 0; keer < 8; keer += 1) {
    waarde = waarde & 1 ? 0xedb88320 ^ (waarde >>> 1) : waarde >>> 1;
  }
  return waarde;
});

const crc32 = (bytes) => {
  let som = 0xffffffff;
  for (const een of bytes) {
    som = TABEL[(som ^ een) & 0xff] ^ (som >>> 8);
  }
  return (som ^ 0xffffffff) >>> 0;
};

// Little-endian numbers, each with its width in bytes.
function kop(...paren) {
  const uit = new DataView(new ArrayBuffer(paren.reduce((som, [, breed]) => som + breed, 0)));
  let plek = 0;
  for (const [waarde, breed] of paren) {
    breed === 4 ? uit.setUint32(plek, waarde, true) : uit.setUint16(plek, waarde, true);
    plek += breed;
  }
  return new Uint8Array(uit.buffer);
}

// `bestanden` is a list of { naam, bytes }; two of one name get a number.
export function zip(bestanden) {
  const [delen, inhoudsopgave, namen] = [[], [], new Set()];
  let plek = 0;
  for (const { naam, bytes } of bestanden) {
    const letters = new TextEncoder().encode(vrij(naam, namen));
    // Version, UTF-8 names, stored, a fixed moment, and what is in it.
    const gedeeld = [[20, 2], [0x0800, 2], [0, 2], [0, 2], [0x21, 2], [crc32(bytes), 4], [bytes.length, 4], [bytes.length, 4], [letters.length, 2], [0, 2]];
    inhoudsopgave.push(kop([0x02014b50, 4], [20, 2], ...gedeeld, [0, 2], [0, 2], [0, 2], [0, 4], [plek, 4]), letters);
    delen.push(kop([0x04034b50, 4], ...gedeeld), letters, bytes);
    plek += 30 + letters.length + bytes.length;
  }
  const lengte = inhoudsopgave.reduce((som, deel) => som + deel.length, 0);
  const einde = kop([0x06054b50, 4], [0, 2], [0, 2], [namen.size, 2], [namen.size, 2], [lengte, 4], [plek, 4], [0, 2]);
  return new Blob([...delen, ...inhoudsopgave, einde], { type: "application/zip" });
}

function vrij(naam, namen) {
  let kandidaat = naam;
  for (let nummer = 2; namen.has(kandidaat); nummer += 1) {
    kandidaat = naam.replace(/(\.[^.]*)?$/, ` (${nummer})$1`);
  }
  namen.add(kandidaat);
  return kandidaat;
}
