"""Per code: wat er mis is, en wat je eraan doet."""

_CORRECT_AND_AGAIN = "Verbeter de cel en importeer het bestand opnieuw."

DUTCH = {
    "address_shared_across_families": (
        "{email} staat ook bij een ouder van gezin {family}.",
        "Deze ouder krijgt één account voor alle gezinnen. Klopt dat niet, vraag een eigen adres.",
    ),
    "address_shared_in_family": (
        "{email} staat in dit gezin ook op regel {line}.",
        "Beide ouders komen mee, met één account. Vraag de tweede ouder om een eigen adres.",
    ),
    "addresses_crossed": (
        "De e-mailadressen van gezin {family} horen in het portaal bij elkaars account.",
        "Verbeter de adressen in het portaal en importeer dit gezin daarna opnieuw.",
    ),
    "age_unlikely": (
        "Het kind is geboren op {value} en is dus {years} jaar.",
        "Controleer het geboortejaar.",
    ),
    "ages_reversed": (
        "De leeftijd tot ({until}) ligt niet boven de leeftijd van ({start}).",
        _CORRECT_AND_AGAIN,
    ),
    "amount_unreadable": (
        "'{value}' is geen getal zoals 9,98.",
        "Schrijf een getal met een komma, zonder andere tekens, en importeer opnieuw.",
    ),
    "born_in_future": (
        "De geboortedatum {value} ligt in de toekomst.",
        "Verbeter de geboortedatum en importeer opnieuw. Nog niet geboren: importeer later.",
    ),
    "care_type_mismatch": (
        "Groep {group} van {location} is {offered}, maar hier staat {care_type}.",
        "Kies een groep van deze opvangsoort, of verbeter de opvangsoort.",
    ),
    "care_type_unknown": (
        "'{value}' is geen opvangsoort.",
        "Schrijf KDV, BSO of peuteropvang en importeer opnieuw.",
    ),
    "child_of_other_family": (
        "Kind {child} hoort in het portaal bij gezin {known}, maar hier bij {family}.",
        "Controleer het debiteurnummer. Verhuist het kind echt, doe dat dan in het portaal.",
    ),
    "child_row_wrong": (
        "Kind {child} staat in {file} op regel {line}, maar die regel is niet goed.",
        "Verbeter eerst die regel en importeer dan alle bestanden opnieuw.",
    ),
    "child_unknown": (
        "Er is geen kind {child}, in de bestanden noch in het portaal.",
        "Verbeter het kindnummer of voeg het kind toe aan kinderen, en importeer opnieuw.",
    ),
    "closes_before_opening": (
        "De groep sluit om {until}, niet na de opening om {start}.",
        _CORRECT_AND_AGAIN,
    ),
    "closing_time_unclear": (
        "In '{value}' staat een tijd, maar niet vanaf wanneer gesloten is.",
        "De hele dag geldt als gesloten. Voor eerder sluiten: 'vanaf 16:00 gesloten'.",
    ),
    "column_missing": (
        "De kolom {title} ontbreekt; van dit blad komt niets mee.",
        "Voeg de kolom toe en importeer opnieuw.",
    ),
    "contract_of_other_child": (
        "Contract {contract} hoort in het portaal bij kind {known}, maar hier bij {child}.",
        "Controleer het kindnummer, of geef het nieuwe contract een eigen nummer.",
    ),
    "control_characters": (
        "De cel bevat onzichtbare besturingstekens.",
        "Ze zijn weggehaald: '{value}'. Controleer de tekst.",
    ),
    "credit_expired": (
        "Dit tegoed was geldig tot {value} en is verlopen.",
        "Het komt mee als verlopen. Moet het nog gelden, verander dan de datum.",
    ),
    "credit_reversed": (
        "Het tegoed is geldig tot {until}, maar pas verkregen op {start}.",
        _CORRECT_AND_AGAIN,
    ),
    "date_impossible": (
        "{value} bestaat niet op de kalender.",
        _CORRECT_AND_AGAIN,
    ),
    "date_out_of_range": (
        "De datum {value} ligt niet tussen 1900 en 2100.",
        _CORRECT_AND_AGAIN,
    ),
    "date_unreadable": (
        "'{value}' is geen datum.",
        "Schrijf de datum als dd-mm-jjjj, met vier cijfers voor het jaar, en importeer opnieuw.",
    ),
    "day_unknown": (
        "'{value}' is geen dag van de week.",
        "Schrijf ma, di, wo, do, vr, za of zo met komma's ertussen, en importeer opnieuw.",
    ),
    "double_column": (
        "De kolom {title} staat er twee keer.",
        "De eerste is gebruikt. Haal de andere weg als die bedoeld was.",
    ),
    "duplicate_differs": (
        "{number} staat ook in {file} op regel {line}, met andere gegevens.",
        "Laat één regel staan, de goede, en importeer opnieuw.",
    ),
    "duplicate_ignored": (
        "Deze regel is gelijk aan regel {line} in {file}.",
        "De regel telt één keer. Je hoeft niets te doen.",
    ),
    "email_broken": (
        "'{value}' is geen e-mailadres.",
        "De ouder krijgt nog geen account. Vraag het juiste adres en vul het in.",
    ),
    "email_missing": (
        "Deze ouder heeft geen e-mailadres.",
        "De ouder krijgt nog geen account. Vraag het adres en vul het in.",
    ),
    "emergency_contact_missing": (
        "Er is geen noodcontact met telefoonnummer.",
        "De ouders vullen het zelf aan in het portaal.",
    ),
    "ends_before_start": (
        "Het contract eindigt op {until}, voor het begint op {start}.",
        _CORRECT_AND_AGAIN,
    ),
    "family_held_back": (
        "Gezin {family} komt niet mee, door {file} regel {line}.",
        "Deze regel zelf is goed. Verbeter de genoemde regel en importeer alle bestanden opnieuw.",
    ),
    "family_unknown": (
        "Er is geen gezin met debiteurnummer {family}, in de bestanden noch in het portaal.",
        "Verbeter het debiteurnummer of voeg het gezin toe aan gezinnen, en importeer opnieuw.",
    ),
    "family_without_parents": (
        "Gezin {family} heeft geen ouders.",
        "Niemand van dit gezin kan inloggen. Voeg een ouder toe.",
    ),
    "file_skipped": (
        "{file} is geen CSV-bestand en geen werkmap, en is overgeslagen.",
        "Staan er gegevens in, bewaar het dan als .csv of .xlsx.",
    ),
    "formula": (
        "De cel begint als een formule: {value}",
        "De tekst is bewaard met een ' ervoor en wordt nergens uitgerekend. Verbeter de cel.",
    ),
    "formula_computed": (
        "In deze cel staat een formule.",
        "De uitkomst '{value}' is gebruikt. Je hoeft niets te doen als die klopt.",
    ),
    "group_not_open": (
        "Groep {group} van {location} is niet open op {day}.",
        "Verbeter de dagen van het contract, of zet de dag bij de groep.",
    ),
    "group_overfull": (
        "{group} van {location}: op {day} vanaf {start} {count} kinderen op {places} plaatsen.",
        "De contracten komen mee. Er zijn tot {over} kinderen te veel: kijk wie verhuist.",
    ),
    "group_unknown": (
        "Er is geen groep {group} op {location}, of de regel van die groep is niet goed.",
        "Verbeter de naam of de groep zelf, en importeer opnieuw.",
    ),
    "iban_broken": (
        "IBAN {value} doorstaat de controle niet.",
        "Het gezin betaalt met een betaallink. Vraag het IBAN na.",
    ),
    "iban_missing": (
        "Dit gezin betaalt per incasso, maar heeft geen IBAN.",
        "Het gezin betaalt met een betaallink. Vraag het IBAN na.",
    ),
    "language_unknown": (
        "'{value}' is geen taal van het portaal.",
        "Deze ouder krijgt Nederlands en kan dat zelf veranderen. Bekend zijn nl en en.",
    ),
    "location_lacks_care_type": (
        "{location} heeft geen LRK-nummer voor {care_type}.",
        "Voeg een regel voor deze opvangsoort toe aan locaties, en importeer opnieuw.",
    ),
    "location_unknown": (
        "Er is geen locatie {location}, of de regel van die locatie is niet goed.",
        "Verbeter de naam of voeg de locatie toe aan locaties, en importeer opnieuw.",
    ),
    "lost_characters": (
        "In '{value}' lijken letters verloren te zijn gegaan.",
        "De tekst is bewaard zoals die er staat. Exporteer als UTF-8, of verbeter de letters.",
    ),
    "lrk_wrong": (
        "'{value}' is geen LRK-nummer.",
        "Een LRK-nummer heeft 9 cijfers en staat in het Landelijk Register Kinderopvang.",
    ),
    "mandate_incomplete": (
        "De machtiging heeft geen bruikbaar kenmerk of geen datum tot en met vandaag.",
        "Het gezin betaalt met een betaallink. Vul de machtiging aan.",
    ),
    "markup": (
        "De tekst bevat tekens van een webpagina: {value}",
        "De tekst is bewaard en wordt getoond zoals die er staat. Je hoeft niets te doen.",
    ),
    "more_than_two_parents": (
        "Dit is ouder {count} van gezin {family}.",
        "Deze persoon komt mee zonder account. Controleer of die bij het gezin hoort.",
    ),
    "number_wrong": (
        "'{value}' kan geen nummer zijn.",
        "Gebruik letters, cijfers en bij kinderen en contracten - . / _ (geen spaties).",
    ),
    "out_of_range": (
        "{value} ligt niet tussen {low} en {high}.",
        _CORRECT_AND_AGAIN,
    ),
    "payment_method_unclear": (
        "'{value}' is geen betaalwijze.",
        "Het gezin betaalt met een betaallink. Bekend zijn incasso en betaallink.",
    ),
    "permission_unclear": (
        "'{value}' is geen ja of nee.",
        "Het geldt als nee. De ouders kunnen zelf toestemming geven in het portaal.",
    ),
    "phone_unclear": (
        "'{value}' lijkt geen telefoonnummer.",
        "Het is bewaard zoals het er staat. Controleer het nummer.",
    ),
    "postcode_unclear": (
        "'{value}' lijkt geen postcode.",
        "Hij is bewaard zoals hij er staat. Controleer de postcode.",
    ),
    "sheet_error_value": (
        "De cel bevat de foutmelding {value} van het rekenblad.",
        "Herstel de cel in het rekenblad en importeer opnieuw.",
    ),
    "time_unreadable": (
        "'{value}' is geen tijd.",
        "Schrijf de tijd als 07:30 en importeer opnieuw.",
    ),
    "too_long": (
        "De tekst heeft meer dan {limit} tekens.",
        "Kort de tekst in en importeer opnieuw.",
    ),
    "too_many_cells": (
        "Deze regel heeft {count} cellen, de kop maar {columns}.",
        'Waarschijnlijk staat er een scheidingsteken in een tekst: zet die tekst tussen ".',
    ),
    "too_many_children": (
        "Gezin {family} zou meer kinderen krijgen dan een gezin in het portaal kan hebben: {most}.",
        "Controleer of al deze kinderen bij dit gezin horen.",
    ),
    "too_many_parents": (
        "Gezin {family} zou meer ouders krijgen dan een gezin in het portaal kan hebben.",
        "Is een naam veranderd? Pas die eerst in het portaal aan, of verwijder daar wie weg is.",
    ),
    "unknown_column": (
        "De kolom {title} is onbekend en komt niet mee.",
        "Is het een schrijffout, verbeter dan de kop.",
    ),
    "unknown_sheet": (
        "Aan de kop is niet te zien wat voor lijst dit is; er komt niets van mee.",
        "Neem de kolommen over van een van onze acht lijsten, zoals gezinnen of contracten.",
    ),
    "value_missing": (
        "Deze cel mag niet leeg zijn.",
        "Vul de cel in en importeer het bestand opnieuw.",
    ),
    "whole_number_wanted": (
        "'{value}' is geen heel getal.",
        _CORRECT_AND_AGAIN,
    ),
    "zeros_restored": (
        "Het rekenblad heeft voorloopnullen weggelaten bij {count} nummers.",
        "Ze zijn teruggezet: {value} werd {restored}. Je hoeft niets te doen als dat klopt.",
    ),
}
