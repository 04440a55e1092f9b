"""What is packaged: the same bytes for the same files, and nothing that Lambda cannot use."""

import os
import shutil
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from infra.packaging import archive, checks, contents, services, target, wheel_checks
from infra.packaging.__main__ import imports_here
from infra.packaging.isolation import Package, imports
from infra.packaging.stack_checks import lint, roles
from infra.packaging.template import functions_of, make, write
from infra.packaging.wheel_checks import digest

LAMBDA = "cp313-cp313-manylinux_2_28_x86_64"
HANDLERS = 18


@pytest.fixture
def aws() -> None:
    """Nothing here asks AWS."""


def a_file(folder: Path, name: str, text: str = "") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def a_wheel(folder: Path, *files: str, tag: str = LAMBDA, asks_for: str = "") -> Path:
    """A wheel called `drawing`, unpacked by pip, with a shared object in it."""
    paths = [a_file(folder, it, "GLIBC_2.17") for it in (*files, "drawing/_fast.so")]
    info = folder / "drawing-1.0.dist-info"
    a_file(info, "WHEEL", f"Wheel-Version: 1.0\nTag: {tag}\n")
    asked = f"Requires-Dist: {asks_for}\n" if asks_for else ""
    a_file(info, "METADATA", f"Name: drawing\nVersion: 1.0\n{asked}")
    lines = [f"{it.relative_to(folder).as_posix()},{digest(it)},1\n" for it in paths]
    of_its_own = [f"drawing-1.0.dist-info/{it},,\n" for it in ("METADATA", "RECORD", "WHEEL")]
    a_file(info, "RECORD", "".join(lines + of_its_own))
    return folder


def test_a_zip_has_the_same_bytes_whenever_it_is_made(tmp_path):
    for number, names in enumerate((("b/x.py", "a.py"), ("a.py", "b/x.py"))):
        for name in names:
            os.utime(a_file(tmp_path / str(number), name, "pass"), (number * 10**9, number * 10**9))
        archive.pack(tmp_path / str(number), tmp_path / f"{number}.zip")

    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    with ZipFile(tmp_path / "0.zip") as packed:
        assert packed.namelist() == ["a.py", "b/x.py"]


@pytest.mark.parametrize("tag", [LAMBDA, "cp310-abi3-manylinux2014_x86_64"])
def test_a_shared_object_of_a_wheel_that_fits_is_taken(tmp_path, tag):
    assert wheel_checks.shared_objects(a_wheel(tmp_path, tag=tag)).wrong == ()


@pytest.mark.parametrize(
    "tag",
    [
        "cp313-cp313-linux_x86_64",  # built on somebody's machine
        "cp313-cp313-manylinux_2_35_x86_64",
        "cp313-cp313-manylinux_2_28_aarch64",
        "cp313-cp313-musllinux_1_2_x86_64",
        "cp311-cp311-manylinux_2_28_x86_64",
    ],
)
def test_a_shared_object_of_a_wheel_that_does_not_fit_is_found(tmp_path, tag):
    (wrong,) = wheel_checks.shared_objects(a_wheel(tmp_path, tag=tag)).wrong
    assert tag in wrong


def test_a_shared_object_of_no_wheel_or_another_glibc_is_found(tmp_path):
    a_wheel(tmp_path)
    a_file(tmp_path, "drawing/_slow.so", "GLIBC_2.17")
    a_file(tmp_path, "drawing/_fast.so", "GLIBC_2.38")

    fast, slow = wheel_checks.shared_objects(tmp_path).wrong

    assert "is not as drawing-1.0 has brought it" in fast
    assert "no wheel has brought it" in slow


def test_what_a_wheel_needs_under_lambda_s_python_is_there(tmp_path):
    for_old = "typing-extensions; python_version < '3.13'"
    assert wheel_checks.requirements(a_wheel(tmp_path, asks_for=for_old)).wrong == ()

    for needed in ("typing-extensions; python_version >= '3.13'", "drawing>2"):
        (wrong,) = wheel_checks.requirements(a_wheel(tmp_path, asks_for=needed)).wrong
        assert wrong.startswith("drawing-1.0.dist-info needs")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("notes.txt", "is of no wheel"),
        ("chalicelib/left_over.py", "is not in the sources"),
        ("app.py", "is not in the sources"),
        ("drawing/__pycache__/gone.cpython-313.pyc", "has no source"),
        ("chalice/cli.py", "is of no wheel"),
    ],
)
def test_a_file_that_nobody_asked_for_is_found(tmp_path, name, why):
    a_wheel(tmp_path)
    assert checks.nothing_else(tmp_path).wrong == ()
    a_file(tmp_path, name, "# somebody's own")

    assert checks.nothing_else(tmp_path).wrong == (f"{name} {why}",)


@pytest.mark.parametrize("name", ["drawing/tests/test_lines.py", "infra/local/seed.py"])
def test_tests_and_what_is_for_one_machine_stay_at_home(tmp_path, name):
    assert checks.nothing_else(a_wheel(tmp_path, name)).wrong == (f"{name} stays at home",)


def test_rules_to_begin_with_are_taken_and_other_samples_stay_at_home(tmp_path):
    ours = Path("chalicelib/policies/samples")
    shutil.copytree(services.ROOT / ours, tmp_path / ours)
    assert checks.nothing_else(tmp_path).wrong == ()

    a_wheel(tmp_path, "samples/people.csv")
    assert checks.nothing_else(tmp_path).wrong == ("samples/people.csv stays at home",)


def test_byte_code_that_is_missing_or_would_be_checked_again_is_found(tmp_path):
    a_file(tmp_path, "one.py")
    a_file(tmp_path, "two.py")
    code = tmp_path / "__pycache__/two.cpython-313.pyc"
    a_file(tmp_path, "__pycache__/two.cpython-313.pyc")
    code.write_bytes(b"\xf3\r\r\n" + b"\x03\0\0\0")

    assert len(checks.byte_code(tmp_path, made=True).wrong) == 2
    told = checks.byte_code(tmp_path, made=False)
    assert (told.wrong, "no Python 3.13 here" in told.seen) == ((), True)


def test_what_is_too_large_is_found(tmp_path):
    with (tmp_path / "portal.zip").open("wb") as file:
        file.truncate(target.LARGEST_ZIP)
        assert checks.zip_size(tmp_path / "portal.zip").wrong == ()
        file.truncate(target.LARGEST_ZIP + 1)
        assert checks.zip_size(tmp_path / "portal.zip").wrong == ("too large",)


def test_only_services_that_are_called_stay(tmp_path):
    known = {*services.called(), "ec2"}
    for name in known:
        a_file(tmp_path, f"botocore/data/{name}/service-2.json")
    a_file(tmp_path, "botocore/data/endpoints.json")
    a_file(tmp_path, "boto3/data/ec2/resources-1.json")
    assert checks.services(tmp_path).wrong == ("ec2 is never called",)

    contents.leave_out_services(tmp_path, keep=services.called())

    assert checks.services(tmp_path).wrong == ()
    assert {it.name for it in (tmp_path / "botocore/data").iterdir()} == {
        *services.called(),
        "endpoints.json",
    }


def test_the_services_are_read_from_the_sources(tmp_path):
    assert services.called() == {"dynamodb", "s3", "secretsmanager", "sesv2", "sqs"}

    a_file(tmp_path, "good/one.py", "client('sns').publish()")
    a_file(tmp_path, "bad/two.py", "client(name).publish()")
    assert services.called(tmp_path / "good") == {"sns"}
    with pytest.raises(services.Unreadable, match=r"two\.py:1"):
        services.called(tmp_path / "bad")


def test_a_python_that_does_not_start_or_is_another_is_passed_over(tmp_path):
    shim = a_file(tmp_path, "python3.13", "#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)

    assert target.find(iter([shim, tmp_path / "nothing"])) is None
    assert target.probe(Path(sys.executable)).version == sys.version_info[:2]


def test_a_handler_finds_only_what_is_in_the_package(tmp_path):
    a_file(tmp_path, "code/chalicelib/good.py", "def work(): import json")
    a_file(tmp_path, "code/chalicelib/bad.py", "import msgspec\ndef work(): pass")
    package = Package(tmp_path / "code", tmp_path / "layer")
    handlers = ["chalicelib.good.work", "chalicelib.bad.work", "chalicelib.good.play"]

    found = imports(package, handlers, target.running())

    about = [it.partition(":")[0] for it in found.wrong]
    assert about == ["chalicelib.bad.work", "chalicelib.good.play", "what is imported later"]


@pytest.mark.parametrize(("is_only_try", "is_wrong"), [(True, True), (False, False)])
def test_a_package_that_was_imported_with_no_python_at_all_is_wrong(is_only_try, is_wrong):
    nowhere = target.Interpreter(Path("no-such-python"), (3, 12), target.MACHINE)

    found = imports_here([], nowhere, is_only_try=is_only_try)

    assert "not tried" in found.seen
    assert bool(found.wrong) is is_wrong


def test_a_package_that_writes_beside_itself_is_found(tmp_path):
    text = "from pathlib import Path\nPath(__file__).with_name('cache').touch()\nwork = 1"
    a_file(tmp_path, "code/chalicelib/writes.py", text)
    package = Package(tmp_path / "code", tmp_path / "layer")

    found = imports(package, ["chalicelib.writes.work"], target.running())

    # Root may write everywhere, so there only what is new tells.
    assert ("cache was written" if os.getuid() == 0 else "PermissionError") in "".join(found.wrong)


def test_each_function_has_a_role_of_its_own_that_names_what_it_reaches():
    stack = make()
    assert len(functions_of(stack)) == HANDLERS
    assert roles(stack).wrong == ()


def test_in_production_colleagues_need_a_code_and_stolen_passwords_are_asked_for():
    stack = make("prod")
    for_all = stack["Globals"]["Function"]["Environment"]["Variables"]
    for name, function in functions_of(stack).items():
        own = function["Properties"].get("Environment", {}).get("Variables", {})
        told = {**for_all, **own}
        assert told["PORTAL_STAFF_SECOND_FACTOR"] == "mandatory", name
        assert told["PORTAL_BREACHED_PASSWORDS"].startswith("https://"), name


@pytest.mark.parametrize(
    ("resource", "is_explicit"),
    [
        ({"Fn::GetAtt": ["PortalTable", "Arn"]}, True),
        ({"Fn::Sub": "${PortalTable.Arn}/index/gsi1"}, True),
        ({"Fn::Sub": "${FilesBucket.Arn}/photos/*"}, True),
        ({"Fn::Sub": "${PortalTable.Arn}/index/*"}, False),
        ({"Fn::Sub": "${FilesBucket.Arn}/*/photos/*"}, False),
        ({"Fn::Sub": "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*"}, False),
        ({"Fn::GetAtt": ["AnotherTable", "Arn"]}, False),
        ("arn:aws:sqs:*:*:kiekeboe-mail", False),
        ("*", False),
    ],
)
def test_a_role_that_reaches_for_more_is_found(resource, is_explicit):
    stack = make()
    (policy,) = stack["Resources"]["SweepOutboxRole"]["Properties"]["Policies"]
    policy["PolicyDocument"]["Statement"][0]["Resource"] = [resource]

    assert (roles(stack).wrong == ()) is is_explicit


@pytest.mark.parametrize(
    ("name", "is_taken"), [("VisibilityTimeout", True), ("VisibiltyTimeout", False)]
)
def test_what_cloudformation_would_not_take_is_found(tmp_path, name, is_taken):
    queue = {"Type": "AWS::SQS::Queue", "Properties": {name: 30}}
    write({"Resources": {"Queue": queue}}, tmp_path / "template.yaml")

    found = lint(tmp_path / "template.yaml")

    assert (found.wrong == ()) is is_taken
    assert is_taken or name in "".join(found.wrong)


def test_only_the_function_that_draws_has_the_layer():
    layers = {
        name: it["Properties"]["Layers"]
        for name, it in functions_of(make()).items()
        if "Layers" in it["Properties"]
    }
    assert layers == {"MakeInvoices": [{"Ref": "DocumentsLayer"}]}
