"""Towns of France and of the United Kingdom that the packages' lists lack, or that people bear."""

from __future__ import annotations

_TOWNS = """
abbeville|agen|aix-en-provence|aix-les-bains|ajaccio|albertville|albi|alençon|alès|amboise|amiens
|angers|anglet|angoulême|annecy|annemasse|annonay|antibes|antony|apt|arcachon|argenteuil|arles
|arras|asnières|aubagne|aubervilliers|auch|aulnay|aurillac|autun|auxerre|avallon|avignon|bagneux
|bagnolet|bar-le-duc|bastia|bayeux|bayonne|beaune|beauvais|belfort|bergerac|besançon|béthune|béziers
|biarritz|blagnac|blois|bobigny|bordeaux|boulogne|bourg-en-bresse|bourges|bourgoin-jallieu|brest
|briançon|brive|bron|bruz|caen|cahors|calais|caluire|cambrai|cannes|carcassonne|carpentras|castres
|cergy|cesson-sévigné|chalon-sur-saône|châlons-en-champagne|chambéry|champigny|charleville-mézières
|chartres|châteauroux|châtellerault|chaumont|chelles|cherbourg|cholet|clamart|clermont-ferrand
|clichy|cognac|colmar|colombes|compiègne|concarneau|corbeil|courbevoie|créteil|dax|dieppe|digne
|dijon|dinan|dole|douai|draguignan|dreux|drancy|dunkerque|échirolles|épernay|épinal|évreux|évry
|figeac|flers|florence|foix|fontainebleau|fontenay|forbach|fougères|fréjus|gap|gennevilliers
|gradignan|grasse|grenoble|guérande|guéret|guingamp|haguenau|hendaye|hyères|issoire|istres|ivry
|la ciotat|la rochelle|la roche-sur-yon|landerneau|lannion|laon|laval|le creusot|le havre|le mans
|le puy-en-velay|lens|les sables-d'olonne|levallois|libourne|lille|limoges|lisieux|lorient|lourdes
|lunéville|lyon|mâcon|maisons-alfort|manosque|mantes-la-jolie|marseille|martigues|massy|maubeuge
|mayenne|meaux|melun|mende|menton|mérignac|metz|millau|montargis|montauban|montbéliard|montélimar
|montigny|montluçon|montpellier|montreuil|mont-de-marsan|morlaix|moulins|mulhouse|muret|nancy
|nanterre|nantes|narbonne|nevers|nice|nîmes|niort|nogent|noisy-le-grand|oloron|orange|orléans|oyonnax
|palaiseau|pantin|paris|pau|périgueux|perpignan|pessac|poissy|poitiers|pontivy|pontoise|privas
|puteaux|quimper|quimperlé|rambouillet|redon|reims|rennes|rethel|rezé|roanne|rodez|romans|roubaix
|rouen|rueil|rungis|saint-brieuc|saint-denis|saint-étienne|saint-malo|saint-nazaire|saint-omer
|saint-quentin|saintes|salon-de-provence|sarcelles|sarreguemines|sarrebourg|saumur|saverne|sedan
|senlis|sens|sète|sevran|soissons|strasbourg|suresnes|talence|tarbes|thionville|thonon|toul|toulon
|toulouse|tourcoing|tours|troyes|tulle|ussel|valence|valenciennes|vannes|vénissieux|verdun
|versailles|vesoul|vichy|vienne|vierzon|villefranche|villejuif|villeneuve-d'ascq|villeurbanne
|vincennes|vire|vitré|vitrolles|vitry|vittel|voiron|wattrelos
|aberdeen|aberystwyth|altrincham|andover|ashford|aylesbury|banbury|bangor|barnsley|barrow-in-furness
|basildon|basingstoke|bath|bedford|belfast|birkenhead|birmingham|blackburn|blackpool|bodmin|bolton
|boston|bournemouth|bracknell|bradford|brentwood|bridgend|brighton|bristol|bromley|burnley|burton
|bury|bury st edmunds|camberley|cambridge|canterbury|cardiff|carlisle|chelmsford|cheltenham|chester
|chesterfield|chichester|chippenham|colchester|corby|coventry|crawley|crewe|croydon|darlington
|dartford|derby|doncaster|dorchester|dover|dudley|dundee|durham|ealing|eastbourne|edinburgh|epsom
|exeter|falkirk|falmouth|fareham|farnborough|folkestone|gateshead|glasgow|gloucester|grantham
|grimsby|guildford|halifax|hamilton|harlow|harrogate|hartlepool|hastings|hatfield|hereford|hexham
|high wycombe|horsham|huddersfield|hull|ilford|inverness|ipswich|keighley|kendal|kettering
|kidderminster|king's lynn|kings lynn|kingston|lancaster|launceston|leamington spa|leeds|leicester
|lewes|lichfield|lincoln|lisburn|liverpool|llandudno|london|londonderry|loughborough|lowestoft
|ludlow|luton|macclesfield|maidenhead|maidstone|manchester|mansfield|margate|middlesbrough
|milton keynes|newbury|newcastle|newport|northampton|norwich|nottingham|nuneaton|oldham|oxford
|paisley|penrith|penzance|perth|peterborough|plymouth|poole|portsmouth|preston|ramsgate|reading
|redditch|redhill|reigate|rochdale|rochester|rotherham|rugby|runcorn|salford|salisbury|scarborough
|scunthorpe|sheffield|shrewsbury|skipton|slough|solihull|southampton|southend|southport|st albans
|st andrews|st helens|stafford|stevenage|stirling|stockport|stoke-on-trent|stratford|stroud
|sunderland|sutton|swansea|swindon|tamworth|taunton|telford|tewkesbury|torquay|truro|tunbridge wells
|uxbridge|wakefield|wallasey|walsall|warrington|warwick|watford|wells|welwyn|weymouth|whitby|widnes
|wigan|winchester|windsor|woking|wolverhampton|worcester|workington|worthing|wrexham|yeovil|york
|sydney|austin|dallas|houston|madison|jackson|washington|victoria|geneva|genève|lausanne|liège|namur
|charleroi|luxembourg|bruxelles|brussels|anvers|antwerp|gand|bruges|milan|turin|cologne|munich
"""

TOWNS = tuple(_TOWNS.replace("\n", "").split("|"))
