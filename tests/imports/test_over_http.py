"""An import as the office does it: upload, dry run, report, run."""

from datetime import timedelta

import pytest

from chalicelib.core import clock
from chalicelib.core.callers import Role
from chalicelib.imports import service
from chalicelib.imports.files.tables import FILE_LIMIT
from chalicelib.imports.reading import File
from chalicelib.settings import settings
from tests.builders import an_organisation
from tests.conftest import NOW, client
from tests.imports.builders import Export, a_workbook
from tests.imports.office import errands, is_there, the_family, whole_table, work_off
from tests.imports.over_http import checked, done, put, see, start, upload

MINUTE = timedelta(minutes=1)


@pytest.fixture
def petra(browser):
    an_organisation(groups=())
    return browser().signed_in(staff_role=Role.PLANNER)


def findings(petra, import_id, **query):
    """Return all findings, page by page."""
    found, cursor = [], None
    while True:
        given = {**query, **({"cursor": cursor} if cursor else {})}
        path = "&".join(f"{name}={value}" for name, value in given.items())
        answer = petra.get(f"/staff/imports/{import_id}/findings?{path}")
        assert answer.status == 200
        found += answer.body["findings"]
        cursor = answer.body["next"]
        if cursor is None:
            return found


def of_imports(table):
    own = ("#IMPORTS", "#ERRAND", "#AUDIT", "#ACCOUNT")
    return {key for key in table if not any(kind in key[0] for kind in own)}


def test_an_upload_says_where_each_file_goes(petra):
    answer = start(petra, Export().files())

    forms = answer.body["forms"]
    assert [it["name"] for it in forms] == [it.name for it in Export().files()]
    import_id = answer.body["import_id"]
    assert forms[0]["fields"]["key"] == f"imports/zonnebloem/{import_id}/0"
    assert see(petra, import_id)["state"] == "uploading"


def test_a_dry_run_tells_and_writes_nothing(petra):
    before = of_imports(whole_table())

    import_id = checked(petra, Export().change("kinderen", geboortedatum="31-02-2024").files())

    seen = see(petra, import_id)
    assert (seen["state"], seen["families"], seen["done"]) == ("checked", 0, 0)
    assert seen["summary"]["held_back_numbers"] == ["010000"]
    assert seen["summary"]["rows"]["children"] == {"read": 1, "good": 0, "again": 0}
    assert seen["summary"]["findings"]["error"] > 0
    assert of_imports(whole_table()) == before


def test_a_run_imports_and_shows_how_far_it_is(petra):
    import_id = checked(petra, Export().files())
    assert not is_there("010000")

    seen = done(petra, import_id)

    assert (seen["state"], seen["families"], seen["done"], seen["changed"]) == ("done", 1, 1, 1)
    assert is_there("010000")


def test_running_it_again_changes_no_family(petra):
    import_id = checked(petra, Export().files())
    done(petra, import_id)
    family = the_family("010000")

    assert done(petra, import_id)["changed"] == 0
    assert the_family("010000") == family


def test_findings_are_read_page_by_page_in_the_reader_s_language(petra, browser):
    many = Export()
    for number in range(1, 121):
        many.add("tegoeden", kindnummer=f"X{number}")
    import_id = checked(petra, many.files())

    found = findings(petra, import_id)

    assert [it["line"] for it in found if it["code"] == "child_unknown"] == list(range(3, 123))
    assert found[0]["what"] == "Er is geen kind X1, in de bestanden noch in het portaal."
    english = browser(language="en").signed_in(staff_role=Role.ADMINISTRATOR)
    assert findings(english, import_id)[0]["what"].startswith("There is no child X1")


def test_only_the_errors_can_be_asked_for(petra):
    export = Export().change("ouders", e_mail="").change("kinderen", geboortedatum="31-02-2024")
    import_id = checked(petra, export.files())

    severities = {it["severity"] for it in findings(petra, import_id)}
    errors = {it["severity"] for it in findings(petra, import_id, severity="error")}

    assert severities == {"error", "warning"}
    assert errors == {"error"}
    assert petra.get(f"/staff/imports/{import_id}/findings?severity=bad").status == 422


def test_the_newest_import_is_listed_first(petra):
    first = upload(petra, Export().files())
    clock.start_at(NOW + MINUTE)
    second = upload(petra, Export().files())

    listed = petra.get("/staff/imports").body["imports"]

    assert [it["import_id"] for it in listed] == [second, first]


def test_a_list_of_many_imports_has_pages(petra):
    for _ in range(service.PAGE + 1):
        start(petra, Export().files())

    first = petra.get("/staff/imports").body
    last = petra.get(f"/staff/imports?cursor={first['next']}").body

    assert (len(first["imports"]), len(last["imports"])) == (service.PAGE, 1)
    assert last["next"] is None


def test_a_file_of_six_megabytes_is_refused_before_it_is_sent(petra):
    answer = start(petra, [File("ouders.csv", b"x" * (6 * 1024 * 1024))])

    assert (answer.status, answer.code) == (422, "FileTooLarge")
    assert answer.body["data"] == {"file": "ouders.csv", "megabytes": 5}


def test_a_file_that_is_larger_than_was_said_is_not_read(petra):
    files = Export().files()
    answer = start(petra, files)
    put(answer.body["forms"][0]["fields"]["key"], b"x" * (FILE_LIMIT + 1))
    import_id = answer.body["import_id"]
    petra.post(f"/staff/imports/{import_id}/check")
    work_off("imports")

    assert see(petra, import_id)["problem"]["code"] == "FileMissing"


def test_an_upload_that_never_came_is_told(petra):
    import_id = start(petra, Export().files()).body["import_id"]
    petra.post(f"/staff/imports/{import_id}/check")
    work_off("imports")

    seen = see(petra, import_id)

    assert seen["state"] == "failed"
    assert seen["problem"]["code"] == "FileMissing"
    assert seen["problem"]["message"].startswith("locaties.csv is niet aangekomen")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"x" * 100, "OldWorkbook"),
        ("a.xlsx", b"PK\x03\x04 and no more", "FileNotUnderstood"),
        ("a.csv", b'debiteurnummer;naam\r\n1;"open\r\n2;b\r\n', "QuoteInTheWay"),
    ],
)
def test_a_file_that_cannot_be_read_ends_the_import_with_a_reason(petra, name, data, code):
    import_id = checked(petra, [File(name, data)])

    seen = see(petra, import_id)

    assert (seen["state"], seen["problem"]["code"]) == ("failed", code)
    assert name in seen["problem"]["message"]
    assert petra.post(f"/staff/imports/{import_id}/run").code == "NotChecked"


def test_a_corrected_file_may_be_uploaded_in_its_place(petra):
    import_id = checked(petra, [File("a.xlsx", b"PK\x03\x04 and no more")])
    put(f"imports/zonnebloem/{import_id}/0", a_workbook({"leeg": [["a"]]}))
    petra.post(f"/staff/imports/{import_id}/check")
    work_off("imports")

    assert see(petra, import_id)["state"] == "checked"


def test_what_was_checked_is_what_is_imported(petra):
    import_id = checked(petra, Export().files())
    for at, file in enumerate(Export().change("gezinnen", debiteurnummer="010009").files()):
        put(f"imports/zonnebloem/{import_id}/{at}", file.data)

    done(petra, import_id)

    assert is_there("010000")
    assert not is_there("010009")


def test_files_that_are_gone_after_a_month_cannot_be_imported(petra):
    import_id = checked(petra, Export().files())
    client("s3").delete_object(
        Bucket=settings().files, Key=f"imports/zonnebloem/{import_id}/files/3"
    )

    assert done(petra, import_id)["problem"]["code"] == "FileMissing"


def test_nothing_is_imported_before_a_dry_run(petra):
    import_id = upload(petra, Export().files())

    answer = petra.post(f"/staff/imports/{import_id}/run")

    assert (answer.status, answer.code) == (409, "NotChecked")


def test_two_clicks_start_one_check(petra):
    import_id = upload(petra, Export().files())

    petra.post(f"/staff/imports/{import_id}/check")
    answer = petra.post(f"/staff/imports/{import_id}/check")

    assert (answer.status, answer.code) == (409, "ImportUnderWay")
    assert len(errands("imports")) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", "/staff/imports"),
        ("get", "/staff/imports/{}"),
        ("get", "/staff/imports/{}/findings"),
        ("post", "/staff/imports/{}/check"),
        ("post", "/staff/imports/{}/run"),
        ("post", "/staff/imports/uploads"),
        ("post", "/staff/invitations/wave"),
        ("get", "/staff/invitations/wave"),
    ],
)
@pytest.mark.parametrize("who", [Role.GROUP_WORKER, Role.PARENT, None])
def test_imports_are_for_the_office(petra, browser, method, path, who):
    import_id = upload(petra, Export().files())
    other = browser()
    if who is Role.GROUP_WORKER:
        other.signed_in(staff_role=who)
    elif who:
        other.signed_in(families={"family": who})

    body = {"files": [{"name": "a.csv", "size": 1}]} if path.endswith("uploads") else None
    given = [body] if method == "post" else []
    answer = getattr(other, method)(path.format(import_id), *given)

    assert answer.status == (403 if who else 401)


def test_another_organisation_s_import_is_not_there(petra, browser):
    an_organisation("bink")
    import_id = checked(petra, Export().files())
    other = browser("bink").signed_in(staff_role=Role.ADMINISTRATOR)

    for answer in (
        other.get(f"/staff/imports/{import_id}"),
        other.get(f"/staff/imports/{import_id}/findings"),
        other.post(f"/staff/imports/{import_id}/check"),
        other.post(f"/staff/imports/{import_id}/run"),
    ):
        assert (answer.status, answer.code) == (404, "NotFound")
    assert other.get("/staff/imports").body["imports"] == []


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"files": []},
        {"files": [{"name": "a.csv", "size": 0}]},
        {"files": [{"name": "", "size": 1}]},
        {"files": [{"name": "a\u0000.csv", "size": 1}]},
        {"files": [{"name": "a.csv", "size": 1}] * 17},
        {"files": [{"name": "a.csv", "size": 1, "more": 1}]},
    ],
)
def test_an_upload_without_good_files_is_refused(petra, body):
    answer = petra.post("/staff/imports/uploads", body)

    assert (answer.status, answer.code) == (422, "InvalidRequest")


def test_a_name_with_a_path_or_markup_is_only_shown(petra):
    import_id = checked(petra, [File("../../<b>ouders</b>.csv", b"a;b\r\n1;2")])

    seen = see(petra, import_id)

    assert seen["files"] == ["../../<b>ouders</b>.csv"]
    assert seen["state"] == "checked"


def test_who_started_it_is_in_the_audit_trail(petra):
    import_id = checked(petra, Export().files())
    done(petra, import_id)

    actions = [
        (item["action"]["S"], item["about"]["S"])
        for key, item in whole_table().items()
        if "#AUDIT#" in key[0]
    ]

    family_id = the_family("010000").family_id
    assert set(actions) == {
        ("imports.start_upload", f"import/{import_id}"),
        ("imports.start_check", f"import/{import_id}"),
        ("imports.start_run", f"import/{import_id}"),
        ("imports.write_places", "organisation/zonnebloem"),
        ("imports.write_family", f"family/{family_id}"),
    }
    actors = {it["actor"]["S"] for key, it in whole_table().items() if "#AUDIT#" in key[0]}
    assert len(actors) == 1
