"""Days of care: the month, an extra day, and more wishes than places."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

from chalicelib.core.language import Language
from chalicelib.core.money import in_euros
from infra.demo.stage import Stage, insist
from infra.demo.visitor import Refused, Visitor, upload
from infra.local.seed import PASSWORD

CROWD, PLACES = 50, 5
CROWD_EMAIL = "drukte@voorbeeld.example"
AT_ONCE = 10
CHILD_COLUMNS = (
    "kindnummer;debiteurnummer;voornaam;achternaam;geboortedatum;allergieën;"
    "foto_toestemming;uitstapje_toestemming;noodcontact;noodtelefoon"
)
CONTRACT_COLUMNS = (
    "contractnummer;kindnummer;opvangsoort;locatie;groep;dagen;uren_per_dag;"
    "weken_per_jaar;uurtarief;startdatum;einddatum"
)


def month(stage: Stage) -> None:
    """A parent sees the month, the credits that came along, and keeps contacts up to date."""
    parent, child = stage.people["parent"], stage.found["child"]
    days = parent.get(f"/children/{child}/months/{stage.month.next}")["days"]
    stage.say(f"{len(days)} days in {stage.month.next}")
    ledger = parent.get(f"/children/{child}/credits")
    hours, first = ledger["balance"]["hours"], ledger["credits"][0]
    stage.say(f"{hours} h of credit, the first expires on {first['usable_until']}")
    stage.say(f"that is from: {first['cause']}")
    contacts = parent.get(f"/children/{child}")["contacts"]
    grandma = {"name": "Oma Nguyễn", "relation": "oma", "phone": "06-12345678"}
    wanted = {"emergency": [grandma], "pick_up": [], "version": contacts["version"]}
    parent.put(f"/children/{child}/contacts", wanted)
    code = stage.people["partner"].refused("PUT", f"/children/{child}/contacts", wanted)
    insist(code == "ContactsChanged", f"the slower parent hears {code}")
    stage.say("the other parent's older page does not overwrite the new contact")


def extra_day(stage: Stage) -> None:
    """An extra day: its price first, then a planner decides, and both parents hear of it."""
    parent, child = stage.people["parent"], stage.found["child"]
    quote = _first_place(stage, parent, child)
    stage.say(f"{quote['day']} costs {in_euros(quote['price'], Language.NL)}")
    asked = parent.post(f"/children/{child}/extra-days", {"day": quote["day"]})
    code = stage.people["partner"].refused(
        "POST", f"/children/{child}/extra-days", {"day": quote["day"]}
    )
    insist(code == "DayAlreadyAsked", f"asking twice says {code}")
    granted = stage.people["planner"].post(
        f"/staff/requests/{asked['request_id']}/decision", {"decision": "approve"}
    )
    insist(granted["state"] == "granted", "it was not granted")
    stage.portal.settle()
    stage.found["extra_day"] = quote
    for address in ("ouder28.0", "ouder28.1"):
        stage.say(f"mail: {stage.mails_to(address)[0]['subject']}")


def refusals(stage: Stage) -> None:
    """What cannot be is refused with a code and a sentence in the person's language."""
    parent, child = stage.people["parent"], stage.found["child"]
    english = Visitor(stage.portal, parent.slug, "en", dict(parent.cookies))
    for day in (stage.today, _sunday_after(stage.today), date(1999, 2, 28)):
        try:
            english.post(f"/children/{child}/extra-days", {"day": day.isoformat()})
        except Refused as refusal:
            stage.say(str(refusal))
        else:
            raise AssertionError(f"{day} was taken")
    other = "0" * 32 + ".0123456789"
    insist(parent.refused("GET", f"/children/{other}") == "NotFound", "a child of nobody")


def last_places(stage: Stage) -> None:
    """Fifty children want one of five places, and all are decided at once: five are granted."""
    children = _bring_crowd(stage)
    crowd = _activate_crowd(stage)
    day = _thursday(stage.today)
    wishes = _at_once(
        lambda child: crowd.post(f"/children/{child}/extra-days", {"day": day.isoformat()}),
        children,
    )
    insist(len(wishes) == CROWD, f"{len(wishes)} requests")
    planner = stage.people["planner"]
    outcomes = _at_once(
        lambda wish: _outcome(planner, wish["request_id"]),
        wishes,
    )
    told = {it: outcomes.count(it) for it in sorted(set(outcomes))}
    stage.say(f"{CROWD} requests, {PLACES} places: {told}")
    insist(told == {"granted": PLACES, "GroupIsFull": CROWD - PLACES}, f"not {PLACES} granted")


def _first_place(stage: Stage, parent: Visitor, child: str) -> dict[str, Any]:
    for ahead in range(3, 60):
        day = stage.today + timedelta(days=ahead)
        try:
            quote: dict[str, Any] = parent.get(f"/children/{child}/extra-days/quote?day={day}")
        except Refused:
            continue
        if quote["has_place"]:
            return quote
    raise AssertionError("no day has a place")


def _outcome(planner: Visitor, request_id: str) -> str:
    try:
        decided = planner.post(f"/staff/requests/{request_id}/decision", {"decision": "approve"})
    except Refused as refusal:
        return str(refusal.code)
    return str(decided["state"])


def _at_once(work: Any, things: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, things))


def _bring_crowd(stage: Stage) -> list[str]:
    """Import a group of five places and fifty children of three families, with one parent."""
    admin = stage.people["admin"]
    sheets = _crowd_sheets()
    announced = [{"name": name, "size": len(data)} for name, data in sheets.items()]
    begun = admin.post("/staff/imports/uploads", {"files": announced})
    for form, data in zip(begun["forms"], sheets.values(), strict=True):
        upload(form, data)
    for what in ("check", "run"):
        admin.post(f"/staff/imports/{begun['import_id']}/{what}")
        stage.portal.settle(120)
    found = admin.get("/staff/families?search=09990")["families"]
    return [child["child_id"] for family in found for child in family["children"]]


def _activate_crowd(stage: Stage) -> Visitor:
    stage.people["planner"].post("/staff/invitations/wave")
    stage.portal.settle(60)
    visitor = stage.visitor()
    token = stage.token_from_mail(CROWD_EMAIL)
    visitor.post("/activations", {"token": token, "password": PASSWORD})
    return visitor


def _crowd_sheets() -> dict[str, bytes]:
    numbers = [(f"09990{1 + at % 3}", at) for at in range(CROWD)]
    children = [f"K{at};{family};Kind{at};Drukte;01-02-2024;;ja;ja;;" for family, at in numbers]
    contracts = [
        f"C{at};K{at};KDV;Haarlem-Noord;Egels;wo;10,0;52;10,43;01-01-2026;" for _, at in numbers
    ]
    families = [
        f"09990{it};Fam. Drukte {it};Plein 1;2022 DA;Haarlem;betaallink;;;" for it in (1, 2, 3)
    ]
    parents = [f"09990{it};Dora;Drukte;{CROWD_EMAIL};;nl" for it in (1, 2, 3)]
    sheets = {
        "groepen.csv": [
            "locatie;groep;opvangsoort;leeftijd_van;leeftijd_tot;plaatsen;medewerkers;open;dicht",
            f"Haarlem-Noord;Egels;KDV;0;4;{PLACES};2;07:30;18:30",
        ],
        "gezinnen.csv": [
            "debiteurnummer;naam;straat;postcode;plaats;betaalwijze;iban;machtiging;machtiging_datum",
            *families,
        ],
        "ouders.csv": ["debiteurnummer;voornaam;achternaam;e-mail;telefoon;taal", *parents],
        "kinderen.csv": [
            CHILD_COLUMNS,
            *children,
        ],
        "contracten.csv": [
            CONTRACT_COLUMNS,
            *contracts,
        ],
    }
    return {name: "\r\n".join(lines).encode() for name, lines in sheets.items()}


def _thursday(today: date) -> date:
    """Return a Thursday at least two weeks ahead: nobody of the crowd comes then by contract."""
    return today + timedelta(days=14 + (3 - today.weekday()) % 7)


def _sunday_after(today: date) -> date:
    return today + timedelta(days=14 + (6 - today.weekday()) % 7)
