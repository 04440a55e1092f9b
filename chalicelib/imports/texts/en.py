"""Per code: what is wrong, and what to do about it."""

_CORRECT_AND_AGAIN = "Correct the cell and import the file again."

ENGLISH = {
    "address_shared_across_families": (
        "{email} also belongs to a parent of family {family}.",
        "This parent gets one account for all families. If that is wrong, ask for another address.",
    ),
    "address_shared_in_family": (
        "{email} is also on line {line}, in the same family.",
        "Both parents come in, with one account. Ask the second for an address of their own.",
    ),
    "addresses_crossed": (
        "In the portal the e-mail addresses of family {family} belong to each other's accounts.",
        "Correct the addresses in the portal and then import this family again.",
    ),
    "age_unlikely": (
        "The child was born on {value}, so it is {years} years old.",
        "Check the year of birth.",
    ),
    "ages_reversed": (
        "The upper age ({until}) is not above the lower age ({start}).",
        _CORRECT_AND_AGAIN,
    ),
    "amount_unreadable": (
        "'{value}' is not a number such as 9,98.",
        "Write a number with a comma and no other characters, and import again.",
    ),
    "born_in_future": (
        "The date of birth {value} is in the future.",
        "Correct the date of birth and import again. Not born yet: import later.",
    ),
    "care_type_mismatch": (
        "Group {group} of {location} is {offered}, but this says {care_type}.",
        "Choose a group of this care type, or correct the care type.",
    ),
    "care_type_unknown": (
        "'{value}' is not a care type.",
        "Write KDV, BSO or peuteropvang and import again.",
    ),
    "child_of_other_family": (
        "In the portal child {child} belongs to family {known}, here to {family}.",
        "Check the debtor number. If the child really moves, do that in the portal.",
    ),
    "child_row_wrong": (
        "Child {child} is in {file} on line {line}, but that line is wrong.",
        "Correct that line first and then import all files again.",
    ),
    "child_unknown": (
        "There is no child {child}, neither in the files nor in the portal.",
        "Correct the child number or add the child to the children sheet, and import again.",
    ),
    "closes_before_opening": (
        "The group closes at {until}, which is not after it opens at {start}.",
        _CORRECT_AND_AGAIN,
    ),
    "closing_time_unclear": (
        "'{value}' has a time in it, but not from when it is closed.",
        "It counts as closed all day. For closing early: 'vanaf 16:00 gesloten'.",
    ),
    "column_missing": (
        "The column {title} is missing; nothing of this sheet comes in.",
        "Add the column and import again.",
    ),
    "contract_of_other_child": (
        "In the portal contract {contract} belongs to child {known}, here to {child}.",
        "Check the child's number, or give the new contract a number of its own.",
    ),
    "control_characters": (
        "The cell has invisible control characters in it.",
        "They were removed: '{value}'. Check the text.",
    ),
    "credit_expired": (
        "This credit was valid until {value} and has expired.",
        "It comes in as expired. If it should still count, change the date.",
    ),
    "credit_reversed": (
        "The credit is valid until {until}, but was earned on {start} only.",
        _CORRECT_AND_AGAIN,
    ),
    "date_impossible": (
        "{value} is not on the calendar.",
        _CORRECT_AND_AGAIN,
    ),
    "date_out_of_range": (
        "The date {value} is not between 1900 and 2100.",
        _CORRECT_AND_AGAIN,
    ),
    "date_unreadable": (
        "'{value}' is not a date.",
        "Write the date as dd-mm-yyyy, with four digits for the year, and import again.",
    ),
    "day_unknown": (
        "'{value}' is not a day of the week.",
        "Write ma, di, wo, do, vr, za or zo with commas between them, and import again.",
    ),
    "double_column": (
        "The column {title} is there twice.",
        "The first was used. Remove it if the other was meant.",
    ),
    "duplicate_differs": (
        "{number} is also in {file} on line {line}, with other data.",
        "Keep one line, the right one, and import again.",
    ),
    "duplicate_ignored": (
        "This line is the same as line {line} in {file}.",
        "It counts once. There is nothing to do.",
    ),
    "email_broken": (
        "'{value}' is not an e-mail address.",
        "The parent gets no account yet. Ask for the right address and fill it in.",
    ),
    "email_missing": (
        "This parent has no e-mail address.",
        "The parent gets no account yet. Ask for the address and fill it in.",
    ),
    "emergency_contact_missing": (
        "There is no emergency contact with a telephone number.",
        "The parents fill it in themselves in the portal.",
    ),
    "ends_before_start": (
        "The contract ends on {until}, before it starts on {start}.",
        _CORRECT_AND_AGAIN,
    ),
    "family_held_back": (
        "Family {family} does not come in, because of {file} line {line}.",
        "This line itself is fine. Correct the other line and import all files again.",
    ),
    "family_unknown": (
        "There is no family with debtor number {family}, neither in the files nor in the portal.",
        "Correct the debtor number or add the family to the families sheet, and import again.",
    ),
    "family_without_parents": (
        "Family {family} has no parents.",
        "Nobody of this family can log in. Add a parent.",
    ),
    "file_skipped": (
        "{file} is neither a CSV file nor a workbook, and was skipped.",
        "If there is data in it, save it as .csv or .xlsx.",
    ),
    "formula": (
        "The cell starts as a formula does: {value}",
        "The text was kept with a ' before it and is computed nowhere. Correct the cell.",
    ),
    "formula_computed": (
        "There is a formula in this cell.",
        "Its result '{value}' was used. There is nothing to do if that is right.",
    ),
    "group_not_open": (
        "Group {group} of {location} is not open on {day}.",
        "Correct the days of the contract, or add the day to the group.",
    ),
    "group_overfull": (
        "{group} of {location} has {count} children for {places} places on {day} from {start}.",
        "The contracts come in. There are up to {over} children too many: see who can move.",
    ),
    "group_unknown": (
        "There is no group {group} at {location}, or the line of that group is wrong.",
        "Correct the name or the group itself, and import again.",
    ),
    "iban_broken": (
        "IBAN {value} fails its check.",
        "The family pays by payment link. Ask for the right IBAN.",
    ),
    "iban_missing": (
        "This family pays by direct debit but has no IBAN.",
        "The family pays by payment link. Ask for the IBAN.",
    ),
    "language_unknown": (
        "'{value}' is not a language of the portal.",
        "This parent gets Dutch and can change that. The portal knows nl and en.",
    ),
    "location_lacks_care_type": (
        "{location} has no LRK number for {care_type}.",
        "Add a line for this care type to the locations sheet, and import again.",
    ),
    "location_unknown": (
        "There is no location {location}, or the line of that location is wrong.",
        "Correct the name or add the location to the locations sheet, and import again.",
    ),
    "lost_characters": (
        "Letters seem to have been lost in '{value}'.",
        "The text was kept as it stands. Export as UTF-8, or correct the letters.",
    ),
    "lrk_wrong": (
        "'{value}' is not an LRK number.",
        "An LRK number has 9 digits and is in the national register of childcare.",
    ),
    "mandate_incomplete": (
        "The mandate has no usable reference, or no date up to and including today.",
        "The family pays by payment link. Complete the mandate.",
    ),
    "markup": (
        "The text has markup of a web page in it: {value}",
        "The text was kept and is shown as it stands. There is nothing to do.",
    ),
    "more_than_two_parents": (
        "This is parent {count} of family {family}.",
        "This person comes in without an account. Check that they belong to the family.",
    ),
    "number_wrong": (
        "'{value}' cannot be a number.",
        "Use letters, digits and for children and contracts - . / _ (no spaces).",
    ),
    "out_of_range": (
        "{value} is not between {low} and {high}.",
        _CORRECT_AND_AGAIN,
    ),
    "payment_method_unclear": (
        "'{value}' is not a payment method.",
        "The family pays by payment link. Known are incasso and betaallink.",
    ),
    "permission_unclear": (
        "'{value}' is neither ja nor nee.",
        "It counts as no. Parents can give permission themselves in the portal.",
    ),
    "phone_unclear": (
        "'{value}' does not look like a telephone number.",
        "It was kept as it stands. Check the number.",
    ),
    "postcode_unclear": (
        "'{value}' does not look like a postcode.",
        "It was kept as it stands. Check the postcode.",
    ),
    "sheet_error_value": (
        "The cell holds the spreadsheet's error {value}.",
        "Repair the cell in the spreadsheet and import again.",
    ),
    "time_unreadable": (
        "'{value}' is not a time.",
        "Write the time as 07:30 and import again.",
    ),
    "too_long": (
        "The text has more than {limit} characters.",
        "Shorten the text and import again.",
    ),
    "too_many_cells": (
        "This line has {count} cells, the header only {columns}.",
        'Probably there is a separator inside a text: put that text between ".',
    ),
    "too_many_children": (
        "Family {family} would have more children than a family in the portal can have: {most}.",
        "Check that all these children belong to this family.",
    ),
    "too_many_parents": (
        "Family {family} would have more parents than a family in the portal can have.",
        "Has a name changed? Then change it in the portal first, or remove there who left.",
    ),
    "unknown_column": (
        "The column {title} is unknown and does not come in.",
        "If it is a typing mistake, correct the header.",
    ),
    "unknown_sheet": (
        "The header does not tell what kind of list this is; nothing of it comes in.",
        "Take over the columns of one of our eight lists, such as gezinnen or contracten.",
    ),
    "value_missing": (
        "This cell may not be empty.",
        "Fill in the cell and import the file again.",
    ),
    "whole_number_wanted": (
        "'{value}' is not a whole number.",
        _CORRECT_AND_AGAIN,
    ),
    "zeros_restored": (
        "The spreadsheet dropped the leading zeros of {count} numbers.",
        "They were put back: {value} became {restored}. There is nothing to do if that is right.",
    ),
}
