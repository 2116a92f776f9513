"""Signs and codes of currencies, as they stand beside numbers in spreadsheets."""

import re
from functools import lru_cache
from typing import Final

_SIGNS: Final = "$¢£¤¥֏؋৲৳৻૱௹฿៛\u20a0-\u20c0﷼﹩＄￠￡￥￦"
_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG"
)
_CODE_OF: Final = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
"""Of signs that, as the unit of a field, mean no other currency."""
_SIGN_OF: Final = {code: sign for sign, code in _CODE_OF.items()}


def without_currency(number: str, sign: str, unit: str) -> str:
    """A number without the currency on one side of it: that of its unit where it has one, else any, or this sign."""
    before, after = _beside(sign, unit)
    if found := before.fullmatch(number):
        return found[1] + found[2]
    found = after.fullmatch(number)
    return number if found is None else found[1]


@lru_cache(maxsize=64)
def _beside(sign: str, unit: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    if unit:
        words = (unit, _CODE_OF.get(unit, unit), _SIGN_OF.get(unit, unit))
        currency = "|".join(map(re.escape, words))
    else:
        own = [re.escape(sign)] if sign else []
        currency = "|".join((*own, rf"[A-Z]{{0,3}}[{_SIGNS}]", *_CODES.split()))
    return re.compile(rf"([^\w\s]?)\s*(?:{currency})\s*(.*)"), re.compile(rf"(.*?)\s*(?:{currency})")
