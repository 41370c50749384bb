"""LibreOffice writes formulas, numbers and parts in its own way: that is no fault, and hides none."""

AANTALLEN = {"voorbeeld-regio": 2, "voorbeeld-gemeente": 10, "klein-regio": 10, "klein-gemeente": 38}


def test_saving_by_libreoffice_is_no_fault(boeken, door_libreoffice) -> None:
    alle = list(boeken.values())
    for boek, inhoud in zip(alle, door_libreoffice([boek.inhoud for boek in alle]), strict=True):
        verslag = boek.controleer(inhoud)
        assert verslag.fouten == ()
        assert verslag.meldingen == ()


def test_every_changed_cell_is_named_after_saving_by_libreoffice(boeken, mutaties, door_libreoffice) -> None:
    alle = [een for naam, aantal in AANTALLEN.items() for een in mutaties(boeken[naam], aantal, 2022)]
    opgeslagen = door_libreoffice([een.inhoud for een in alle])
    assert [zin for een, inhoud in zip(alle, opgeslagen, strict=True) for zin in een.gemist(inhoud)] == []
