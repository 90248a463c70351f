"""`RECOGNIZERS`: every pattern of the guard, used in French and in English alike.

A new one is a `Recognizer` in the module of its family and a row in the tests' table.
"""

from guard.recognizers.addresses import ADDRESSES
from guard.recognizers.bank import BANK
from guard.recognizers.companies import COMPANIES
from guard.recognizers.contract import Recognizer
from guard.recognizers.emails import EMAILS
from guard.recognizers.network import NETWORK
from guard.recognizers.people import PEOPLE
from guard.recognizers.phones import PHONES
from guard.recognizers.records import RECORDS
from guard.recognizers.secrets import SECRETS
from guard.recognizers.spelled import SPELLED
from guard.recognizers.vehicles import VEHICLES

RECOGNIZERS: tuple[Recognizer, ...] = (
    *SECRETS,
    *NETWORK,
    *EMAILS,
    *BANK,
    *PEOPLE,
    *COMPANIES,
    *RECORDS,
    *PHONES,
    *ADDRESSES,
    *VEHICLES,
    *SPELLED,
)

__all__ = ["RECOGNIZERS", "Recognizer"]
