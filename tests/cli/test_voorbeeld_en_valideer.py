"""`voorbeeld` and `valideer` through their front."""

from openpyxl import load_workbook


def test_the_example_is_written_as_shipped(roep, tmp_path, invoer) -> None:
    naar = tmp_path / "map" / "invoer.xlsx"
    uit = roep("voorbeeld", "zuid-limburg-2021", "--naar", naar)
    assert uit.exit_code == 0
    assert naar.read_bytes() == invoer.read_bytes()
    assert [pad.name for pad in naar.parent.iterdir()] == ["invoer.xlsx"]


def test_an_existing_file_stays_what_it_was(roep, tmp_path) -> None:
    naar = tmp_path / "invoer.xlsx"
    naar.write_text("van mij", encoding="utf-8")
    uit = roep("voorbeeld", "zuid-limburg-2021", "--naar", naar)
    assert uit.exit_code == 2
    assert "bestaat al; kies een andere naam of gebruik --overschrijf" in uit.stderr
    assert naar.read_text(encoding="utf-8") == "van mij"


def test_an_existing_file_is_replaced_when_asked(roep, tmp_path, invoer) -> None:
    naar = tmp_path / "invoer.xlsx"
    naar.write_text("van mij", encoding="utf-8")
    assert roep("voorbeeld", "zuid-limburg-2021", "--naar", naar, "--overschrijf").exit_code == 0
    assert naar.read_bytes() == invoer.read_bytes()


def test_a_folder_is_no_name_for_the_example(roep, tmp_path) -> None:
    uit = roep("voorbeeld", "zuid-limburg-2021", "--naar", tmp_path)
    assert uit.exit_code == 2
    assert "is een map; geef de naam van het bestand" in uit.stderr


def test_a_good_input_is_said_to_be_in_order(roep) -> None:
    uit = roep("valideer", "zuid-limburg-2021")
    assert uit.exit_code == 0
    assert uit.stdout.startswith("✓ zuid-limburg-2021.xlsx is in orde: Jeugdhulpregio Zuid-Limburg, 2021, voorlopig")


def test_one_bad_input_among_good_ones_is_told_and_the_rest_is_still_read(roep, tmp_path, invoer) -> None:
    boek = load_workbook(invoer)
    blad = boek["Maatstaven"]
    plek = next(cel for rij in blad.iter_rows() for cel in rij if cel.value == "Gulpen-Wittem")
    plek.value = "Gulpen-Witem"
    blad.cell(plek.row, plek.column - 1).value = None
    kapot = tmp_path / "kapot.xlsx"
    boek.save(kapot)
    uit = roep("valideer", kapot, "zuid-limburg-2021")
    assert uit.exit_code == 1
    assert "kapot.xlsx is niet bruikbaar" in uit.stdout
    assert "Bedoelde u 'Gulpen-Wittem'?" in uit.stdout
    assert "✓ zuid-limburg-2021.xlsx is in orde" in uit.stdout


def test_a_wrong_input_gives_no_half_answer(roep, tmp_path) -> None:
    kapot = tmp_path / "kapot.xlsx"
    kapot.write_bytes(b"geen werkmap")
    for opdracht in (["tabel", "verdeling", kapot], ["plan", kapot, "--naar", tmp_path / "uit"]):
        uit = roep(*opdracht)
        assert uit.exit_code == 1
        assert uit.stdout == ""
        assert uit.stderr.startswith("Fout: ")
    assert not (tmp_path / "uit").exists()


def test_what_is_not_distributed_is_asked_with_its_amount(roep) -> None:
    zin = (
        "van inkoop wordt € 56.968 in 2021 niet verdeeld (Handhaving administratieve lasten): "
        "dat wordt betaald uit opbrengst handhaving."
    )
    gekeurd = roep("valideer", "zuid-limburg-2021")
    assert gekeurd.exit_code == 0
    assert f"  Waarschuwing: blad Begroting: {zin} Let op of dat klopt." in gekeurd.stdout.splitlines()
    assert f"Let op: {zin}" in roep("tabel", "verdeling", "zuid-limburg-2021").stderr.splitlines()


def test_what_is_read_is_never_replaced_by_what_is_made_of_it(roep, tmp_path, invoer) -> None:
    eigen = tmp_path / "invoer.xlsx"
    eigen.write_bytes(invoer.read_bytes())
    for opdracht in (
        ("volgend", eigen, "--naar", tmp_path / "." / "invoer.xlsx"),
        ("valideer", "zuid-limburg-2021", "--vorig", eigen, "--rapport", eigen),
    ):
        uit = roep(*opdracht, "--overschrijf")
        assert uit.exit_code == 2
        assert "is zelf een van de bestanden die worden gelezen; kies een andere naam." in uit.stderr
        assert eigen.read_bytes() == invoer.read_bytes()
