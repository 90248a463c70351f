"""What the copilot says around the figures of an answer."""

from actions.wording import Lines

LINES: Lines = {
    "understood": {"fr": "**{reading}**", "en": "**{reading}**"},
    "found": {"fr": "{reading} : **{total}**.", "en": "{reading}: **{total}**."},
    "shown": {
        "fr": "Lignes {first} à {last} sur {total}. Dites « suite » pour les suivantes.",
        "en": "Rows {first} to {last} of {total}. Say “next” for more.",
    },
    "shown_last": {
        "fr": "Lignes {first} à {last} sur {total}.",
        "en": "Rows {first} to {last} of {total}.",
    },
    "exported": {
        "fr": "Le fichier CSV contient les {total} lignes.",
        "en": "The CSV file holds all {total} rows.",
    },
    "first_rows": {
        "fr": "Calculé sur les {read} premières fiches sur {total} : je n’en lis pas davantage. "
        "Restreignez la question pour un chiffre exact.",
        "en": "Worked out from the first {read} of {total} records: I read no more. "
        "Narrow the question for an exact figure.",
    },
    "unsummed": {
        "fr": "Un taux, une moyenne ou une durée ne se cumule pas : chaque chiffre est celui de sa "
        "seule période.",
        "en": "A rate, an average or a duration has no running total: each figure is that of its "
        "own period alone.",
    },
    "nothing": {"fr": "{reading} : aucun résultat.", "en": "{reading}: nothing found."},
    "emptied": {
        "fr": "Sans la condition « {condition} », il y en aurait {total}.",
        "en": "Without the condition “{condition}” there would be {total}.",
    },
    "no_object": {
        "fr": "Je n’ai pas compris de quoi parle la question. Nommez ce que vous cherchez "
        ": {objects}.",
        "en": "I could not tell what the question is about. Name what you want: {objects}.",
    },
    "unclear": {
        "fr": "Je n’ai trouvé ni champ ni valeur pour « {word} » : je n’en ai pas tenu compte.",
        "en": "I found no field or value for “{word}”, so I left it out.",
    },
    "unclear_near": {
        "fr": "Je n’ai trouvé ni champ ni valeur pour « {word} » : je n’en ai pas tenu compte. "
        "Le plus proche : {nearest}.",
        "en": "I found no field or value for “{word}”, so I left it out. Nearest: {nearest}.",
    },
    "unknown": {
        "fr": "Rien ne s’appelle « {word} » dans ce que vous pouvez voir : ni fiche, ni champ, ni "
        "valeur. Sans cela, je répondrais à une autre question.",
        "en": "Nothing you can see is called “{word}”: no record, field or value. Leaving it out "
        "would answer another question.",
    },
    "denied": {
        "fr": "Je n’ai pas su ce que nie « {word} » dans votre question, et sans cela je "
        "répondrais le contraire. Dites-le autrement, par exemple avec « sans … » ou « jamais … ».",
        "en": "I could not tell what “{word}” denies in your question, and without it I would "
        "answer the opposite. Put it another way, for example with “without …” or “never …”.",
    },
    "unknown_near": {
        "fr": "Rien ne s’appelle « {word} » dans ce que vous pouvez voir. Le plus proche : "
        "{nearest}.",
        "en": "Nothing you can see is called “{word}”. Nearest: {nearest}.",
    },
    "which": {
        "fr": "Plusieurs fiches répondent au nom de « {word} ». Laquelle ?",
        "en": "Several records are called “{word}”. Which one?",
    },
    "which_reading": {
        "fr": "« {word} » peut se lire de plusieurs façons. De quoi s’agit-il ?",
        "en": "“{word}” can be read in more than one way. What is it about?",
    },
    "mine": {"fr": "vos enregistrements", "en": "your records"},
    "portfolio": {"fr": "les comptes que vous possédez", "en": "the accounts you own"},
    "team": {"fr": "votre équipe", "en": "your team"},
    "all": {"fr": "tout ce que vous pouvez voir", "en": "everything you can see"},
    "no_more": {"fr": "La liste est complète.", "en": "That was the whole list."},
}
