"""Whoever refused our e-mails, or that we use their data, is not written to unawares."""

import pytest

from actions.deal import CONSENT, Deal
from actions.deal_terms import seen
from crm import FieldInfo, Labels, ObjectInfo


def deal(**contact):
    return Deal({"Name": "Zoé Quintrec", **contact}, "fr", None, None, None, None)


@pytest.mark.parametrize(
    "said",
    [{"HasOptedOutOfEmail": True}, *({"Individual": {one.split(".")[1]: True}} for one in CONSENT)],
)
def test_each_refusal_counts(said):
    assert deal(**said).opted_out


@pytest.mark.parametrize(
    "said", [{}, {"HasOptedOutOfEmail": False}, {"Individual": None},
             {"Individual": {"HasOptedOutSolicit": False}}],
)  # fmt: skip
def test_no_refusal_is_no_refusal(said):
    assert not deal(**said).opted_out


def described(name, *fields, individual=False):
    same = Labels(name, name)
    made = {
        one: FieldInfo(one, "boolean", same, False, True, True, True, True, True, True, 0, 0)
        for one in fields
    }
    if individual:
        made["IndividualId"] = FieldInfo(
            "IndividualId", "reference", same, False, True, True, True, True, True, True, 18, 0,
            reference_to=("Individual",), relationship="Individual",
        )  # fmt: skip
    return ObjectInfo(
        name, same, same, "003", "Name", False, True, True, True, True, True, made
    )  # fmt: skip


def test_individuals_are_read_where_the_org_has_them_and_only_the_fields_it_has():
    contact = described("Contact", "Name", individual=True)
    assert seen({"Contact": contact}, "Contact", ("Name", *CONSENT)) == ("Name",)
    individual = described("Individual", "HasOptedOutSolicit", "ShouldForget")
    paths = seen({"Contact": contact, "Individual": individual}, "Contact", CONSENT)
    assert paths == ("Individual.HasOptedOutSolicit", "Individual.ShouldForget")
    assert seen({"Contact": described("Contact", "Name")}, "Contact", CONSENT) == ()
