"""The words around a name that give it away, in both languages."""

from __future__ import annotations

import re

from guard.entries import fold


def folded(words: str) -> frozenset[str]:
    """Return the words of a text without case and accents."""
    return frozenset(map(fold, words.split()))


CIVILITY = re.compile(
    r"(?<![\w.])(?:M\.|(?<!\d )m\.(?= [a-zà-ÿ]{3})|M(?=\s+[A-ZÀ-Ý])|MM\.|Mr\.?"
    r"|Mme\.?|Mmes|Mlle\.?|Mrs\.?"
    r"|Ms\.?|Mx\.?|Miss|(?i:monsieur|messieurs|madame|"
    r"mademoiselle|docteur|doctor|ma[îi]tre|professeur|professor|mme|mlle|mr|mrs)"
    r"|Dr\.?|Dre\.?|Pr\.?|Prof\.?|Me|Sir|Dame|Lord|Lady|dr\.?)"
    r"[ \u00a0\u202f]+(?:(?:et|and|&)[ ](?:Mme|Mrs|Madame|M\.)[ ])?(?!l[ea] |l['’])"
)
_HELLO = (
    r"bonjour|bonsoir|salut|slt|coucou|cher|ch[èe]re|chers|bjr|hello|hallo|hi|hey"
    r"|dear|good (?:morning|afternoon|evening)|morning|"
    r"merci|thanks|thank you|cheers|re[- ]?bonjour|yo|hola"
)
GREETING = re.compile(
    rf"(?im)(?:^|[.!?:>\"«\-–—]\s?|\A)[ \t>]*(?:(?:{_HELLO})[ \t\u00a0,]{{1,2}})"
    rf"{{1,2}}(?:(?:cher|ch[èe]re|dear)[ ])?"
)
CLOSING = re.compile(
    r"(?im)(?:cordialement|bien cordialement|tr[èe]s cordialement|sinc[èe]rement"
    r"|salutations(?: distingu[ée]es)?|cdlt|cdt|crdlt|bien [àa] vous|"
    r"[àa] bient[ôo]t|bonne (?:journ[ée]e|soir[ée]e|r[ée]ception)|bon week-end"
    r"|amicalement|respectueusement|"
    r"d['’]avance merci|merci(?: d['’]avance| beaucoup| bcp)?|best(?: regards"
    r"| wishes)?|(?:kind|warm|many)(?:est)? (?:regards|thanks)|"
    r"regards|rgds|br|kr|sincerely|yours(?: (?:sincerely|faithfully|truly))?"
    r"|thanks(?: again| in advance| a lot| so much)?|thank you|thx|"
    r"cheers|ta|all the best|speak soon|talk soon|sign[ée]e?|signed|bises?|--)"
    r"[ \t]*[,.!\-–—]{0,2}[ \t]*(?:\r?\n[ \t>]*){1,3}(?:[-–—*_]{1,3}[ \t]*)?(?:\r?\n)?"
    r"|(?:cordialement|cdlt|cdt|bien [àa] vous|regards|rgds|cheers|sign[ée]e? :?"
    r"|signed(?: by)?:?|amicalement)[ \t]{0,2}[,.:\-–—/][ \t]*"
    r"|(?:^|\n)[ \t]*[-–—][ \t]?(?=[A-ZÀ-Ý][\w\-]+(?:[ ][A-ZÀ-Ý][\w\-]*\.?){0,2}[ \t]*\Z)"
    r"|(?<=[.!?,])[ \t]*\n\s{0,3}(?=[A-ZÀ-Ý][\w\-]+(?: [A-ZÀ-Ý][\w\-]*){0,2}\.?\s*\Z)"
    r"|(?<=[.!?]) (?=[A-ZÀ-Ý][\w\-]+(?: [A-ZÀ-Ý][\w\-]*)?\.?\s*\Z)"
    r"|(?<=\s)[-–—] (?=[A-ZÀ-Ý][\w\-]+(?: [A-ZÀ-Ý][\w\-]*)?\s*\Z)"
)
_FIELD = (
    r"contact|lead|resp\.?|handover|passation|passage de t[ée]moin|nom|name|client|customer"
    r"|responsable"
    r"|interlocut(?:eur|rice)"
    r"|commercial(?:e)?|vendeur|vendeuse|g[ée]r[ée] par|owner|owned by|"
    r"propri[ée]taire|assign(?:ed|[ée]e?)(?: to| [àa])?|manager|rep|sales ?rep"
    r"|technicien(?:ne)?|technician|demandeur|demandeuse|requester|caller|"
    r"appelant(?:e)?|attendees?|participants?|pr[ée]sents?|absents?|from|to|cc|de"
    r"|[àa]|exp[ée]diteur|sender|destinataire|recipient|auteur|author|"
    r"attn|attention|fao|titulaire|holder|b[ée]n[ée]ficiaire|beneficiary"
    r"|dirigeant(?:e)?|director|directeur|directrice|g[ée]rant(?:e)?|dg|ceo|daf"
    r"|cfo|rssi|dsi|"
    r"acheteur|acheteuse|buyer|d[ée]cideur|decision[- ]?maker|utilisateur|user"
    r"|patient|salari[ée]e?|employ(?:ee|[ée]e?)|agent|with|avec|qui|who|by|par|"
    r"locataire|tenant|visiteur|visitor|h[ôo]te|host|organis(?:er|ateur)"
    r"|organizer|r[ée]f[ée]rent(?:e)?|correspondant(?:e)?|champion|sponsor"
)
FIELD = re.compile(
    rf"(?i)(?<!\w)(?:{_FIELD})(?:[ _]?(?:name|principal|client|commercial"
    rf"|technique|full)|[ ](?!(?:de|du|à|of|to|est"
    rf"|is)[ ])[^\W\d_]{{3,14}})?\"?'?[ \t\u00a0]*(?::|=|=>|->|→)[ \t]*[\"'\[]{{0,2}}"
)
_BEFORE = (
    r"avec|par|remplace[rz]?|installateur|technicien(?:ne)?|mtg|replaces?|replacing|fitter"
    r"|engineer|client(?:e)?|customer|selon|d['’]apr[èe]s|pour|dixit|rappel"
    r"(?:er|é|ée)?|appel(?:er|é|ée)?|joindre|contacter|contact[ée]|voir|vu|eu"
    r"|rencontr[ée]r?|relanc(?:er|é|e)|"
    r"inform(?:er|é)|pr[ée]ven(?:ir|u)|demand(?:er|é|ez)(?: [àa])?|ask for|parl(?:er|é) [àa]"
    r"|envoy(?:er|é) [àa]|transf[ée]r[ée]r? [àa]|r[ée]pond(?:re|u) [àa]|propos[ée]"
    r"r? [àa]|"
    r"remerci(?:er|é)|invit(?:er|é)|de la part de|au nom de|mail de|appel de"
    r"|message de|retour de|relance de|accord de|visite de|r[ée]ponse de"
    r"|attente de|rdv|"
    r"coll[èe]gue|assistante?|secr[ée]taire|directeur|directrice|responsable"
    r"|acheteur|acheteuse|patron|chef|"
    r"with|by|from|call|called|calling|ring|rang|phoned?|spoke (?:to|with)"
    r"|talked to|met|meet|meeting|see|saw|email(?:ed)?|emailing|ask(?:ed)?|tell"
    r"|told|chase|chased|cc|ping|"
    r"thank|per|according to|behalf of|reach|contact|contacted|remind|inform|copy"
    r"|copied|loop in|looped|colleague|assistant|manager|director|buyer|boss|"
    r"reply to|replied to|send (?:it )?to|sent to|forward to|give|gave|via"
    r"|assigned to|let|introduced|introduce|invite|invited|named|nomm[ée]e?|s['’]"
    r"appelle|je suis|i am|i['’]m|this is|ici|moi c['’]est|c['’]est|it['’]s"
    r"|called|surname|(?:last|first|family|given|middle|maiden) name|pr[ée]nom|nom de famille"
    r"|d[ée]nomm[ée]e?|certaine?"
)
BEFORE = re.compile(
    rf"(?i)(?<!\w)(?:{_BEFORE})[ \t\u00a0]+(?:(?:le|la|notre|mon|ma|our|my|the|son|sa|his"
    rf"|her)[ ])?"
)
ANNOUNCING = ((BEFORE, 1.1), (FIELD, 1.5), (GREETING, 2.0), (CLOSING, 2.5))
"""What announces a name, and how strongly."""
ORG_BEFORE = re.compile(
    r"(?i)(?<!\w)(?:[^\W\d_]{3,12}eries?|ateliers?|chantiers?|moulins?|caves?|mutuelle"
    r"|coop[ée]rative|f[ée]d[ée]ration|association|soci[ée]t[ée]|entreprise|groupe|group|cabinet|garage|boulangerie"
    r"|pharmacie|h[ôo]tel|restaurant|transports?|[ée]tablissements?|ets\.?|"
    r"maison|blanchisserie|menuiserie|plomberie|imprimerie|papeteries?|forges|brasserie"
    r"|boucherie|fromagerie|laiterie|scierie|m[ée]tallerie|carrosserie|ambulances|taxis?"
    r"|[ée]ditions|librairie|copropri[ée]t[ée]|syndic|r[ée]sidence|laboratoires?|banque"
    r"|clinique|h[ôo]pital|lyc[ée]e|coll[èe]ge|[ée]cole|universit[ée]"
    r"|mairie|sci|sarl|sas|eurl|sa|compte|account|company|firm|"
    r"bank|school|college|hospital|university|the|logiciel|produit|gamme|mod[èe]"
    r"le|product|software|brand|marque|concurrent|competitor|"
    r"rue|avenue|boulevard|place|quai|station|gare|ville de|city of|usine|site"
    r"|magasin|agence|chantier|commune|antenne|entrep[ôo]t|d[ée]p[ôo]t|depot|warehouse|branch"
    r"|domaine|ch[âa]teau|stade|centre|salle|m[ée]thode|prix|loi"
    r"|projet|project)"
    r"[ \u00a0]+(?:de |d['’]|du |des |la |le |« ?)?\Z"
)
ORG_AFTER = re.compile(
    r"(?:['’]s(?= ))?[ \u00a0,]{0,2}(?:&[ ]|(?i:et (?:fils|filles|associ[ée]s|cie|fr[èe]res)"
    r"|and (?:sons|co|partners)|sa|sas|sasu|sarl|eurl|sci|scop|snc|ltd|limited"
    r"|plc|llp|llc|inc|corp|gmbh|bv|ag|nv|spa|"
    r"groupe|group|holdings?|consulting|conseil|solutions?|industries?|services?"
    r"|energies?|[ée]nergies?|logisti(?:cs|que)|transports?|distribution|"
    r"associ[ée]s|associates|partners|bank|banque|systems?|syst[èe]mes?|technolog"
    r"(?:ies|y)|tech|software|media|m[ée]dia|retail|foods?|immobilier|"
    r"construction|b[âa]timent|h[ôo]tels?|international|france|uk|europe|labs?"
    r"|pharma|motors?|electronics|[ée]lectronique|digital|capital|assurances?"
    r"|insurance|"
    r"studio|design|engineering|ing[ée]nierie|manufacturing|brothers|fr[èe]res"
    r"|clinic|practice|surgery|academy|museum|theatre|club|church|society|association|charity"
    r"|haulage|laundry|manor|hall|builders?|housing|homes|council|bakery|garages?|timber"
    r"|forgings?"
    r"|castings?|textiles?|plastics?|packaging|logistics|trading|supplies|freight|farms?|dairy"
    r"|brewery"
    r"|chemicals?|castle|hospital|school|college|university|trust|airport|energy|power|water"
    r"|recruitment|foundry|mills?|[^\W\d_]{0,9}works|yards?|kitchens?|interiors|joinery|nurser(?:y|ies)|mutual"
    r"|hospice|surger(?:y|ies)|care home|cafe|stores|foundation|fondation|street|road|avenue"
    r"|square|station|park)\b)"
)
ARTICLE = re.compile(
    r"(?i)(?<!\w)(?:le|la|les|un|une|des|du|ce|cette|mon|son|notre|votre|the|a|an|our|your|this)"
    r"[ ]\Z"
)
NEVER = folded(
    """
    cher chere mtg rdv cc ets ste
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre january
    february march april may june july august september october november december lundi mardi
    mercredi jeudi vendredi samedi dimanche monday tuesday wednesday thursday friday saturday
    sunday jan feb mar apr jun jul aug sep sept oct nov dec janv févr juil déc mme mlle mr mrs
    ms mx dr pr prof me mm miss sir noël pâques christmas easter monsieur madame mademoiselle
    bonjour bonsoir salut merci cordialement hello dear thanks regards cheers france uk europe
    english french français anglais crm erp sav iban rib siret siren tva vat nir bic rdv tel tél
    tues weds wed thur thurs fri yes yep nope oui non
    email mail mobile objet subject re fw fwd tr pj ps nb ok null true false none paris london
    lyon manchester marseille bordeaux lille nantes toulouse strasbourg rennes leeds bristol
    birmingham glasgow edinburgh liverpool cardiff nice brest salesforce slack teams google
    microsoft excel outlook linkedin whatsapp zoom iphone android facebook amazon
    """
)
TITLES = folded("m mm mr mme mmes mlle mrs ms mx dr dre pr prof monsieur madame")
"""What people are called by before their name; « M. » is taken for monsieur, not an initial."""
PARTICLES = folded(
    """
    de du des la le van von der den el al ben bin da di dos ter ten d l mc mac saint st abd ould
    ait aït
    """
)
ROLES = folded(
    """
    contact info infos support sav service services admin administration sales compta
    comptabilite facturation rh hr hello noreply reply accueil direction commercial commerciale
    achats achat technique marketing help billing accounts office team equipe webmaster
    postmaster secretariat reception enquiries orders newsletter press presse jobs recrutement
    agence boutique mail example
    """
)
