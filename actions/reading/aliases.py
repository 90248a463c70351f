"""Everyday names of what every Salesforce org has, where labels do not say them.

These are the few standard objects, fields and graded values that people call by trade words; what
an org made itself is known by its labels alone.
"""

from __future__ import annotations

from collections.abc import Mapping

OBJECT_ALIASES: Mapping[str, tuple[str, ...]] = {
    "Account": (
        "client",
        "customer",
        "société",
        "company",
        "entreprise",
        "organisation",
        "compte client",
        "logo",
    ),
    "Contact": ("interlocuteur", "décisionnaire", "personne", "people", "person"),
    "Opportunity": (
        "affaire",
        "deal",
        "opp",
        "oppty",
        "opps",
        "vente",
        "sale",
        "pipeline",
        "pipe",
        "oppo",
        "business",
    ),
    "Lead": ("lead", "prospect", "prospects", "piste commerciale"),
    "Case": ("ticket", "cas", "dossier", "incident", "demande", "support case", "sav"),
    "Task": ("todo", "rappel", "relance", "follow up"),
    "Event": ("rendez-vous", "rdv", "réunion", "meeting", "appointment"),
    "Product2": ("produit", "product", "article"),
    "User": (
        "commercial",
        "vendeur",
        "rep",
        "sales rep",
        "salesperson",
        "agent",
        "collaborateur",
        "collègue",
        "colleague",
        "commerciaux",
        "conseiller",
    ),
    "OpportunityLineItem": ("ligne", "line item"),
    "OrderItem": ("ligne de commande", "order line", "order item", "order line item"),
    "EmailMessage": ("mail", "email", "courriel"),
    "LiveChatTranscript": ("chat",),
    "Contract": ("contrat", "contract"),
}

FIELD_ALIASES: Mapping[str, tuple[str, ...]] = {
    "OwnerId": (
        "propriétaire",
        "owner",
        "responsable",
        "commercial",
        "vendeur",
        "rep",
        "sales rep",
        "agent",
        "commerciaux",
        "salesperson",
        "assigné à",
        "assignee",
        "technicien",
        "conseiller",
    ),
    "LeadSource": ("source", "origine", "origin", "canal", "channel"),
    "AccountSource": ("source",),
    "Industry": ("secteur", "sector", "industrie", "vertical", "branche", "industry"),
    "StageName": ("étape", "stage", "phase"),
    "Amount": (
        "montant",
        "valeur",
        "amount",
        "value",
        "chiffre",
        "ca",
        "revenue",
        "chiffre d'affaires",
    ),
    "AnnualRevenue": ("chiffre d'affaires", "ca", "revenue", "turnover"),
    "NumberOfEmployees": ("effectif", "salarié", "headcount", "staff", "employé"),
    "BillingCity": ("ville", "city", "town"),
    "BillingCountry": ("pays", "country"),
    "BillingState": ("région", "region", "province", "département"),
    "State": ("région", "region", "province", "département"),
    "City": ("ville", "city", "town"),
    "Country": ("pays", "country"),
    "MailingCity": ("ville", "city"),
    "MailingCountry": ("pays", "country"),
    "BillingPostalCode": ("code postal", "postcode", "zip"),
    "Phone": ("téléphone", "phone", "numéro de téléphone", "phone number", "tél", "telephone"),
    "MobilePhone": (
        "portable",
        "mobile",
        "cell",
        "téléphone portable",
        "mobile phone",
        "cell phone",
        "numéro de portable",
    ),
    "Email": (
        "e-mail",
        "email",
        "mail",
        "courriel",
        "adresse mail",
        "email address",
        "adresse email",
    ),
    "ExpectedRevenue": ("montant pondéré", "pondéré", "weighted", "weighted amount"),
    "Probability": ("probabilité", "chance", "probability", "likelihood"),
    "CreatedDate": ("création", "creation", "created"),
    "CloseDate": ("clôture", "closing", "signature", "close date", "échéance"),
    "LastActivityDate": (
        "dernier contact",
        "dernière interaction",
        "last contact",
        "last interaction",
        "last touch",
        "dernière activité",
    ),
    "Origin": ("canal", "channel", "origine", "origin"),
    "Reason": ("motif", "raison", "cause"),
    "Status": ("statut", "état", "state"),
    "Title": ("fonction", "poste", "job title", "role"),
    "ActivityDate": ("échéance", "due date", "due"),
    "Quantity": ("unité", "unit", "pièce", "piece"),
    "NextStep": ("prochaine étape", "next step"),
}

VALUE_ALIASES: Mapping[str, tuple[str, ...]] = {
    "High": (
        "haute",
        "haut",
        "urgent",
        "urgente",
        "prioritaire",
        "critical",
        "critique",
        "forte",
        "top priority",
    ),
    "Low": ("faible", "basse", "bas", "minor"),
    "Medium": ("normale", "normal"),
    "Email": ("mail", "courriel"),
    "Phone": ("appel", "call"),
    "Trade Show": ("salon", "trade fair", "foire"),
    "Partner Referral": ("partenaire",),
    "Existing Business - Upgrade": ("upsell", "montée en gamme"),
}

SECTORS: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (frozenset(asked.split()), frozenset(held.split()))
    for asked, held in (
        (
            "finance finances financier financiere financiers financieres financial fintech",
            "bank banking banque finance financial financier insurance assurance credit mutuelle",
        ),
        ("bancaire bancaires", "bank banking banque"),
        ("assurances assureur assureurs insurer insurers", "insurance assurance"),
        (
            "industrie industriel industrielle industriels industrial manufacturing manufacturier",
            "manufacturing manufacturiere industrial",
        ),
        (
            "sante medical health healthcare pharma pharmaceutique hospitalier",
            "healthcare health sante pharma hospital",
        ),
        (
            "tech technologie technologies technology informatique digital numerique",
            "technology technologie software informatique",
        ),
        ("distribution retail commerce grande", "retail commerce detail distribution"),
        (
            "public publique publics administrations government gouvernement",
            "government administration publique",
        ),
        ("energie energies energy energetique", "energy energie"),
        ("agroalimentaire agro food alimentaire", "food agroalimentaire beverage"),
        ("telecom telecoms telecommunications", "telecommunications telecom"),
        (
            "transport transports logistique logistics",
            "transportation transports shipping logistique",
        ),
        ("btp construction batiment building", "construction btp batiment"),
        ("tourisme hotellerie hospitality tourism hotel", "hospitality hotellerie tourisme"),
    )
)
"""What people call a sector, and the words by which its values are known in any picklist."""
