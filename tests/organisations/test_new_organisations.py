"""`python -m infra.add_organisation`, as an operator gives it."""

import pytest

from chalicelib.core.errors import NotFound
from chalicelib.organisations import service
from infra import add_organisation
from tests.conftest import NOW

KLAVER = {
    "name": "Kinderopvang Klaver 🍀",
    "email": "info@klaver.example",
    "phone": "0570-123456",
    "street": "Brink 4",
    "postcode": "7411 BR",
    "city": "Deventer",
    "iban": "NL44 RABO 0123 4567 89",
    "creditor-id": "NL15ZZZ888888880000",
    "admin-name": "Bea",
    "admin-email": "bea@klaver.example",
}


def add(slug="klaver", **changed):
    given = KLAVER | {name.replace("_", "-"): value for name, value in changed.items()}
    return add_organisation.main([slug, *(f"--{name}={value}" for name, value in given.items())])


def klaver():
    return service.configuration_of("klaver", now=NOW).organisation


def test_an_operator_adds_an_organisation_and_its_first_administrator_gets_a_mail(capsys, browser):
    assert add() == 0

    assert "klaver" in capsys.readouterr().out
    assert (klaver().name, klaver().billing.iban) == (
        "Kinderopvang Klaver 🍀",
        "NL44RABO0123456789",
    )
    assert browser("klaver").get("/organisation").body["name"] == "Kinderopvang Klaver 🍀"


def test_a_second_organisation_with_the_same_address_is_refused(capsys):
    add()

    assert add(name="Een ander") == 1
    assert "Er is al een organisatie met dit adres" in capsys.readouterr().err
    assert klaver().name == "Kinderopvang Klaver 🍀"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"iban": "NL44RABO0123456788"}, "rekeningnummer (IBAN) klopt niet"),
        ({"colour": "#ffff99"}, "slecht te lezen"),
    ],
)
def test_what_the_portal_would_refuse_is_refused_here_and_nothing_is_added(capsys, changed, told):
    assert add(**changed) == 1

    assert told in capsys.readouterr().err
    with pytest.raises(NotFound):
        klaver()


@pytest.mark.parametrize(
    ("slug", "changed"), [("Klaver!", {}), ("klaver-", {}), ("klaver", {"colour": "groen"})]
)
def test_an_odd_address_or_colour_is_told_before_anything_is_done(capsys, slug, changed):
    with pytest.raises(SystemExit):
        add(slug, **changed)

    assert "error: argument" in capsys.readouterr().err
