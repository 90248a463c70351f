"""Names everybody knows that are no person's: companies, cars, software, fairs, public bodies.

The tagger sees whether a word belongs to one; « Leroy Merlin » and "John Lewis" are shops.
"""

from __future__ import annotations

_NAMES = """
abb|accor|adobe|aéroports de paris|air france|airbus|air liquide|alcatel|aldi|alexa|alfa romeo
|allianz|alstom|amazon|android|apple|arcelormittal|argos|arthur andersen|arthur bonnet|asda
|aston martin|auchan|aviva|axa|azure|bae systems|balfour beatty|barclays|batimat|bbc|ben sherman
|berlingo|bluetooth|bmw|bnp paribas|boots|bouygues|bouygues immobilier
|bouygues telecom|bp|british airways|british gas|british telecom|bt|calvin klein|cap gemini
|capgemini|carbon trust|carrefour|carglass|carlsberg|castorama|cdiscount|charles de gaulle
|charles river|charles tyrwhitt|chatgpt|chrome|chronopost|citroën|claude|clio|cnil|co-op
|coca-cola|colissimo|companies house|consuel|continental|copilot|cortana|costa|costco
|crédit agricole|crédit mutuel|crown estate|currys|dacia|daikin|danfoss|danone|darty|decathlon
|dell|dhl|dpd|dropbox|duracell|dyson|eaton|edf|edge|eiffage|enedis|energy saving trust|engie
|environment agency|équinoxe|ernst & young|essity|excel|facebook|fedex|ferrero|fiat|firefox|fnac
|france travail|franck provost|franprix|fred perry|free|fujitsu|gaz de france|george asda|ge
|gmail|gls|google|grafana|grdf|greggs|groupama|halfords|harley davidson|harvey nichols
|hitachi|hmrc|home office|homebase|honda|honeywell|hotmail|hp|hsbc|huawei|hugo boss|ibm
|icloud|ikea|instagram|intel|intermarché|iphone|itron|jack wolfskin|jacques dessange
|jean caby|jean jaurès|jean lain|jenkins|jimmy choo|jira|john deere|john lewis|johnson controls
|johnson matthey|jp morgan|jules verne|kangoo|kia|kingfisher|kpmg|l'oréal|la banque postale
|la banque populaire|la poste|lafarge|land rover|landis+gyr|lenovo
|leroy merlin|lidl|linkedin|linky|linux|lloyd's|lloyds|logitech|lorawan|louis vuitton|lvmh|macron
|maif|manomano|marie blachère|marks & spencer|martin brower|matmut|mcdonald's|mercedes
|mercedes benz|metro|mg|michael kors|michael page|michelin|microsoft|microsoft azure
|microsoft teams|modbus|monoprix|morgan stanley|morrisons|national grid|national trust|nationwide
|natwest|nestlé|network rail|nexity|nike|nissan|nokia|npower|oasys|octopus energy|ofgem|openai
|opel|oracle|orange|outlook|ovh|ovo energy|panasonic|parcelforce|partner|paul smith|paypal
|pepsico|peugeot|pfizer|philip morris|philips|pierre fabre|pôle emploi|pollutec|premier inn
|procter & gamble|pwc|python|qualifelec|qualibat|ralph lauren|ratp|raspberry pi|red hat|renault
|rexel|ricoh|robert walters|rolls royce|royal mail|ryanair|safari|saint gobain|sainsbury's
|salesforce|samsung|sap|schneider|schneider electric|scottish power|screwfix|securitas|sfr
|sharepoint|shell|shopify|siemens|sigfox|siri|skoda|sky|slack|sncf|société générale|sodexo|sonepar
|sony|spar|spotify|sprinter|sse|starbucks|stripe|suez|suzuki|tata steel|taylor wimpey|teams
|ted baker|telegram|tesco|tesla|thales|thames water|thomas cook|thomson reuters|tnt|toolstation
|tommy hilfiger|toyota|trafic|transit|travis perkins|twitter|ubuntu|unilever|ups|vattenfall
|vauxhall|veolia|victor hugo|victoria beckham|vinci|virgin media|vivaro|vivatech|vodafone
|volkswagen|volvo|waitrose|waterstones|welsh government|welsh water|whatsapp|whitbread|wickes
|wi-fi|william hill|windows|word|xerox|yahoo|youtube|yves rocher|yves saint laurent|zendesk
|zigbee|zoom|wifi|sftp|ftp|https|http|sql|usb|gsm|vpn|rgpd|gdpr|cvc|hvac|gtb|bms|plc|api|url|pdf
|csv|xml|json|sso|sms|rssi|kwh|mwh|gwh|kva|kvar|mva|nino|iban|siret|siren|bic|cni|ssid|mac|ip
"""


BRANDS = tuple(_NAMES.replace("\n", "").split("|"))
