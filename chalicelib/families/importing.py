"""What an import makes of a family that is here already.

The office's system knows best who belongs to a family and how it pays. What people changed here
themselves stays: contacts, allergies, permissions, and who a parent is to the family.
"""

from dataclasses import replace

from chalicelib.families.model import Child, Family, ParentPerson


def imported_again(before: Family, newer: Family) -> Family:
    """Return the family with what is in the import. Who is not in there stays.

    :raises TooManyParents, TooManyChildren: with those who are there already.
    """
    merged = replace(
        newer,
        parents=before.parents,
        children=before.children,
        details_version=before.details_version,
        version=before.version,
    )
    parents = {it.parent_id: it for it in before.parents}
    for parent in newer.parents:
        known = parents.get(parent.parent_id)
        merged = merged.with_parent(_parent_again(known, parent) if known else parent)
    children = {it.child_id: it for it in before.children}
    for child in newer.children:
        same = children.get(child.child_id)
        merged = merged.with_child(_child_again(same, child) if same else child)
    return merged


def _parent_again(before: ParentPerson, newer: ParentPerson) -> ParentPerson:
    kept = replace(
        newer,
        account_id=newer.account_id or before.account_id,
        email=newer.email or before.email,
        version=before.version,
    )
    if not before.version:
        return kept
    return replace(
        kept,
        phone=before.phone,
        language=before.language,
        role=before.role,
        care_until=before.care_until,
    )


def _child_again(before: Child, newer: Child) -> Child:
    answered_here = {
        kind: answer
        for kind, answer in before.permissions.items()
        if not answer.is_imported
        or kind not in newer.permissions
        or answer.is_given == newer.permissions[kind].is_given
    }
    return replace(
        newer,
        allergies=before.allergies if before.allergies.version else newer.allergies,
        contacts=before.contacts if before.contacts.version else newer.contacts,
        permissions={**newer.permissions, **answered_here},
        group_ids=before.group_ids,
        version=before.version,
    )
