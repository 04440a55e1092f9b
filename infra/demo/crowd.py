"""More wishes than places: rules that decide at once, fifty who ask together, and who waits."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

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


def policy_change(stage: Stage) -> None:
    """Other rules: a dry run shows what they would decide otherwise, and then they are saved."""
    admin, path = stage.people["admin"], "/staff/policies/day_care"
    care_types = admin.get("/staff/policies")["care_types"]
    mine = next(it for it in care_types if it["care_type"] == "day_care")
    rules = mine["in_force"]["rules"]
    rules["deciding"]["extra_days"] = {"kind": "instant"}
    draft = {**rules, "effective_from": str(stage.today), "version": mine["latest_version"]}
    for section in admin.post(f"{path}/drafts", draft)["differences"]["sections"]:
        for sentence in section["new"]:
            stage.say(f"parents would read: {sentence}")
    tried = admin.post(f"{path}/dry-run", draft)
    told = [
        (it["request"]["request_id"], it["now"]["outcome"], it["then"]["outcome"])
        for it in tried["different"]
    ]
    insist(told == [(stage.found["open"], "staff", "granted")], f"the dry run says {told}")
    stage.say(
        f"a dry run: of {tried['looked_at']} open requests, {len(told)} would be granted at once "
        f"that waits for a colleague by version {mine['latest_version']}"
    )
    saved = admin.post(path, draft)
    stage.say(f"version {saved['version']} holds from {saved['effective_from']}")
    decision = f"/staff/requests/{stage.found['open']}/decision"
    granted = stage.people["planner"].post(decision, {"decision": "approve"})
    insist(granted["price"] == stage.found["extra_day"]["price"], "the price is another one")


def last_places(stage: Stage) -> None:
    """Fifty children want one of five places at the same moment: five are granted at once."""
    children = _bring_crowd(stage)
    crowd = stage.people["crowd"] = _activate_crowd(stage)
    day = stage.found["full_day"] = _thursday(stage.today).isoformat()
    outcomes = _at_once(lambda child: _outcome(crowd, child, {"day": day}), children)
    told = {it: outcomes.count(it) for it in sorted(set(outcomes))}
    stage.say(f"{CROWD} requests, {PLACES} places: {told}")
    insist(told == {"granted": PLACES, "GroupIsFull": CROWD - PLACES}, f"not {PLACES} granted")
    by_outcome = dict(zip(children, outcomes, strict=True))
    stage.found["in"] = [it for it in children if by_outcome[it] == "granted"]
    stage.found["out"] = [it for it in children if by_outcome[it] == "GroupIsFull"]
    _insist_full(stage)


def waiting_list(stage: Stage) -> None:
    """A full day is waited for, and is granted to the first in line when somebody cancels."""
    crowd, day = stage.people["crowd"], stage.found["full_day"]
    first, second = stage.found["out"][:2]
    for child in (first, second):
        state = _outcome(crowd, child, {"day": day, "or_wait": True})
        insist(state == "waiting", f"it is {state}")
    stage.portal.settle(60)
    stage.say("two wait; somebody who has a place cancels")
    leaving = stage.found["in"][0]
    family = leaving.partition(".")[0]
    body = {"child_ids": [leaving], "days": [day], "reason": "other"}
    (gone,) = crowd.post(f"/families/{family}/absences", body)["days"]
    stage.say(f"what that gives: {gone['gives']}")
    stage.portal.settle(60)
    states = [_request(crowd, it, day)["state"] for it in (first, second)]
    insist(states == ["granted", "waiting"], f"they are {states}")
    stage.say(_request(crowd, first, day)["rule"])
    stage.say(f"mail: {stage.mails_to(CROWD_EMAIL)[0]['subject']}")
    _insist_full(stage)


def _insist_full(stage: Stage) -> None:
    """The list of the group's day has every place taken, and no more."""
    crowd, day = stage.people["crowd"], stage.found["full_day"]
    group = _request(crowd, stage.found["in"][-1], day)["group_id"]
    listed = stage.people["planner"].get(f"/staff/groups/{group}/days/{day}")
    insist((listed["taken"], listed["places_left"]) == (PLACES, 0), f"taken: {listed['taken']}")
    for part in listed["parts"]:
        stage.say(
            f"{part['opens'][:5]}-{part['closes'][:5]}: {part['children']} children, "
            f"{part['workers_needed']} workers needed"
        )


def _outcome(crowd: Visitor, child: str, body: dict[str, Any]) -> str:
    try:
        return str(crowd.post(f"/children/{child}/requests", body)["state"])
    except Refused as refusal:
        return str(refusal.code)


def _request(crowd: Visitor, child: str, day: str) -> dict[str, Any]:
    days = crowd.get(f"/children/{child}/months/{day[:7]}")["days"]
    request: dict[str, Any] = next(it for it in days if it["day"] == day)["request"]
    return request


def _at_once(work: Any, things: list[Any]) -> list[Any]:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, things))


def _bring_crowd(stage: Stage) -> list[str]:
    """Import a group of five places and fifty children of three families, with one parent."""
    admin = stage.people["admin"]
    sheets = _crowd_sheets(stage.today)
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


def _crowd_sheets(today: date) -> dict[str, bytes]:
    born = today.replace(year=today.year - 2, month=1, day=1)
    numbers = [(f"09990{1 + at % 3}", at) for at in range(CROWD)]
    children = [
        f"K{at};{family};Kind{at};Drukte;{born:%d-%m-%Y};;ja;ja;;" for family, at in numbers
    ]
    contracts = [
        f"C{at};K{at};KDV;Haarlem-Noord;Egels;wo;10,0;52;10,43;{born:01-06-%Y};"
        for _, at in numbers
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
