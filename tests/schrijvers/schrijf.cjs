// Writes the table that comes in on standard input with every library of npm, each into its own file.
//   node schrijf.cjs MAP < tabel.json
const fs = require("fs");
const path = require("path");

async function main() {
  const map = process.argv[2];
  const rijen = JSON.parse(fs.readFileSync(0, "utf8"));
  for (const naam of ["xlsx", "xlsx-js-style"]) {
    const bieb = require(naam);
    const boek = bieb.utils.book_new();
    bieb.utils.book_append_sheet(boek, bieb.utils.aoa_to_sheet(rijen), "Opgave");
    const vormen = naam === "xlsx" ? ["xlsx", "biff8", "ods", "csv"] : ["xlsx"];
    for (const vorm of vormen) {
      const staart = vorm === "biff8" ? "xls" : vorm;
      const opties = { type: "buffer", bookType: vorm, bookSST: naam === "xlsx-js-style", FS: ";" };
      fs.writeFileSync(path.join(map, `${naam}.${staart}`), bieb.write(boek, opties));
    }
  }
  const { writeXlsx } = await import("hucre/xlsx");
  const { writeOds } = await import("hucre/ods");
  const boek = { sheets: [{ name: "Opgave", rows: rijen }] };
  fs.writeFileSync(path.join(map, "hucre.xlsx"), await writeXlsx(boek));
  fs.writeFileSync(path.join(map, "hucre.ods"), await writeOds(boek));
}

main().catch((fout) => {
  console.error(fout);
  process.exit(1);
});
