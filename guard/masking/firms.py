"""Firms, schools and bridges named after somebody: « Transports Gallois », "Calder Castings".

What makes a firm of a name is the trade beside it, in capitals: a house before it (« Fonderie
Lacaze »), a trade after it ("Denby Leisure"), a legal form. Trades that people bear as names
("Baker", "Hall") are left out, and what a note may be about when it names somebody (« Formation
Delmas », « Installation Roy »): a name missed is worse than a firm masked.
"""

from __future__ import annotations

import re

from guard.spans import Span

_FORMS = (
    "LTD|Ltd|LIMITED|Limited|PLC|plc|LLP|Inc|INC|GmbH|GMBH|SARL|SAS|SASU|EURL|SCI|SNC|SCOP|SCIC"
    "|GAEC"
)
_FIRM = re.compile(rf"(?:[ \u00a0][A-ZÀ-Ý&][\w&'’.\-]*){{0,3}}[ \u00a0](?:{_FORMS})(?!\w)")
"""What makes a firm of the capitals before it."""
_AFTER = """
    [ée]lectricit[ée] [ée]lectrom[ée]nager [ée]lectronique [ée]nergies? [ée]quipements?
    accountants? agencement alimentation analytics aquaculture architectes? architects?
    associ[ée]s associates assurances? automation automatismes automobiles? aviation
    b[âa]timents? bakeries bakery beverages biotech bo[îi]ssons botanicals breweries brewery
    brewing builders c[ée]ramiques? care_homes? carrelages castings catering ceramics
    charpentes? chauffage chemicals chimie chocolates cider cleaning climatisation clinics?
    clothing college composites conseil constructions? consulting couverture creameries
    d[ée]coration dairies dairy data diagnostics digital distilleries distillery distribution
    drainage electricals? electronics emballages? energies energy engineering environmental
    environnement equipment estates farms fashions fencing fermetures finance fisheries flooring
    foods footwear forgings foundries foundry freight furnishings furniture garages? gestion
    glasshouses glazing growers h[ôo]tels? haulage heating homeware horticulture hospital
    hospitality hosting hotels? immobilier imprimeurs? industrie industries informatique
    ing[ée]nierie inns instruments insurance interiors irrigation isolation jardins? jewellers
    joinery kitchens laboratoires? laboratories labs landscapes landscaping laundries lawyers
    leisure lighting logistics logistique loisirs m[ée]canique m[ée]dical m[ée]tal m[ée]tallerie
    m[ée]taux machinery machines manufacturing maritime mat[ée]riaux mat[ée]riels? medical
    menuiseries? metals microsystems mobilier mobilit[ée] mobility motors museum
    n[ée]goce nurseries optical optics optique outfitters outillage packaging paints partners
    paysages? paysagistes? peintures? pharma pharmaceuticals photonics pi[èe]ces pi[èe]ces_auto
    pipelines piscines? plastics plastiques? plomberie plumbing polymers pottery pr[ée]voyance
    printers printing properties propret[ée] publishers publishing quarries r[ée]novation rail
    railways recyclage recycling refrigeration rentals restauration retail robotics robotique
    roofing s[ée]curit[ée] sawmills primary school security services shipping shipyards software
    solicitors solutions spinners stores studios supermarkets supplies surgery surveyors
    syst[èe]mes systems t[ée]l[ée]com technologies technology telecoms? textiles? thermique
    toitures? tooling tourisme trading transports? travel turbines university utilities
    veterinary viandes vineyards voyages warehousing water workshops yachts
"""
_BEFORE = """
    [ÉEée]cole [ée]ditions [ée]levage [ée]picerie [ée]tablissements ambulances assurances
    ateliers? auberge autocars automobiles b[âa]timents? bank_of banque bazar biscuiteries?
    blanchisserie boucherie boulangerie brasseries? brewery bureau_d['’][ée]tudes cabinet
    camping carrosserie cartonnages? cartonneries? caves? centre_hospitalier ch[âa]teau
    chantiers charcuterie charpentes? chaudronnerie cidrerie cin[ée]ma clinique coll[èe]ge
    college compagnie compagnons confiserie confitures conserveries? constructions
    coop[ée]rative cr[èe]che distillerie domaines? eaux emballages embouteillages entrep[ôo]ts
    entreprise estates ets eurl fa[ïi]encerie farms ferme ferronnerie filatures? fili[èe]re
    financi[èe]re fonci[èe]re fondation fonderies? forges fromagerie galvanisation garage
    granits groupe h[ôo]pital h[ôo]tels? horlogerie hotel huileries? imprimerie institut
    jardineries? jardins joaillerie laboratoires? laiteries? laverie librairie lyc[ée]e
    m[ée]tallerie ma[çc]onnerie machines magasins mairie maro[qk]uinerie menuiseries? meubles
    minoterie miroiterie moulins? museum mutuelle outillages p[âa]tisserie p[ée]pini[èe]res
    p[êe]cheries? papeteries? pharmacie piscines plasturgie plomberie polyclinique poterie
    pressing quincaillerie r[ée]gie r[ée]sidences? restaurant salaisons sarl sas school sci scic
    scierie scop semences serres serrurerie soci[ée]t[ée] sucrerie syndicat(?:_mixte)?
    t[ôo]leries? tanneries? taxis teinturerie th[ée][âa]tre tissages? tonnellerie transports
    travaux_publics tuilerie university usines? vergers verreries? viandes vignobles volailles
    voyages
"""


def _one_of(words: str) -> str:
    """Return the pattern of any of the words, a capital at the start or all capitals."""
    return rf"(?=[A-ZÀ-Ý])(?i:{'|'.join(words.split())})(?!\w)".replace("_", " ")


_TRADE, _HOUSE = _one_of(_AFTER), _one_of(_BEFORE)
_THING = r"(?:Bridge|Road|Street|Paper|Timber|Steel)(?!\w)"
_TRADE_NEXT = re.compile(rf"(?:[ \u00a0][A-ZÀ-Ý][\w\-]+)?[ \u00a0](?:{_TRADE}|{_THING})")
_ENDS_IN_TRADE = re.compile(rf"[ \u00a0]{_TRADE}\Z")
_ANY_HOUSE = rf"(?<!\w)(?:{_HOUSE}|[Rr]ue|[Pp]ont de)[ \u00a0]"
_HOUSE_BEFORE = re.compile(rf"{_ANY_HOUSE}\Z")
_HOUSE_OF = re.compile(rf"{_ANY_HOUSE}(?:de |du |d['’]|des |de la |la |le )\Z")
_LABEL = re.compile(
    r"(?i)(?<!\w)(?:concurr(?:ent|ence)|competit(?:or|ion)|assur(?:eur|ance)|insur(?:er|ance)"
    r"|banque|bank|soci[ée]t[ée]|entreprise|company|employe(?:ur|r)|constructeur|manufacturer"
    r"|marque|brand)s?(?: [^\W\d_]+){0,2}[ \u00a0\u202f]?:[ \u00a0][\"'«]?[ \u00a0]?\Z"
)
"""What is said of a firm before a colon: « Concurrent retenu : », "Insurer:"."""
_HOUSE_FIRST = re.compile(rf"{_HOUSE}[ \u00a0]")


def is_firm(text: str, name: Span) -> bool:
    """Say whether what reads as a name is a firm's, a school's, a bridge's."""
    start = max(0, name.start - 28)
    return bool(
        _FIRM.match(text, name.end)
        or _TRADE_NEXT.match(text, name.end)
        or _ENDS_IN_TRADE.search(text, name.start, name.end)
        or _HOUSE_BEFORE.search(text, start, name.start)
        or (_HOUSE_OF.search(text, start, name.start) and not _is_whole(text, name))
        or _HOUSE_FIRST.match(text, name.start, name.end)
        or (_LABEL.search(text, max(0, name.start - 40), name.start) and not _is_whole(text, name))
    )


def _is_whole(text: str, name: Span) -> bool:
    """Say whether it is a first and a last name: « la Banque de Paul Delmas » is his."""
    return " " in text[name.start : name.end]
