"""French and English names that are everyday words too: alone and without a capital they are words.

Any other listed name counts as a name even where a dictionary happens to hold it (« martin »).
"""

EVERYDAY = frozenset(
    """
    aime amber ambre ange april aurore autumn bill bonnie brandy capucine chance chase claire come conn constance
    corrie crystal dale daisy dawn dean destiny devon diamond divine don drew earl ebony eden eve faith fanny fares
    fella flora flore france franco frank gene georgia glen grace grant guy hazel heather holly honore hope hunter india
    iris ivory jade jan jasmin jasmine jay jean joy june kelvin kent lance lee lily line loan lorraine luce marguerite
    marine mark martial mason max may meg misty norm norma norman olive page paige parker pascal pat patty penny perle
    perry pierre pol poppy prudence prune randy raven ray regina reine rich rim rob robin rock roman romane romain rose
    rosemary rosie rowan ruby said salome sage sandy savannah scot sierra sue summer tanner terry tommy tory tracy
    valentine victoire violette virginia will wade art basil beau bud buck chip clay cliff daisy dash dot ella fern ford
    gale gill ginger herb jet joe josh june kitty ken lane major mercy mai ali ami sid ted van vera viola noe tim

    archer auger baker ball banks barbe barber barker baron barre bass bean beard beck begin bender berger best bigot
    bird bishop black blanc blanche blot bond bones bonnet booker booth boucher bouillon boulanger bourdon bourgeois
    bowler branch bray brick bridge bridges bright brooks brown browning brun buisson bull burns burrows bush butcher
    butler cairn campus canning cannon canny carpenter carrier carton case chamberlain chambers champagne chandler
    chapelle charpentier charron cherry chevalier church clair clear clerc close collet collier colon colly comber combs
    comment compere comte constant convey cook cooper cordier cornet coster cotter courtois cousin cousins couture
    couvreur crane craven cross dare day deacon decker dieu diver dos dower downs drake drum duff duke dyer early
    english fair fall farmer fee field fielding fields fine fisher flood flowers fontaine forget foster fowler fox free
    freely freeman french fresh frost fry fuller gagne gaillard gall gamble garde gardner gates gay gibbon glass glazier
    glover goblet golden golding good gould grand gravel graves gray green grenier grey griffin gross hale hall hardy
    hare harper hart hasty hays heart hearty heath heron herring hill holder hood hoover horn house huff hull hunt judge
    key keys kidney king knight lace lacy lamb lande large law lawless leach leech leger little lombard london long lord
    love low lowry lucid mac mack maillet maillot maire mallet manning marchand marin marks marron marry marsh masse
    mayor meadows mercer merle merry miles mill miller mills mignon minet moan monk moody moon mortier moss moulin
    mountain mouton nee noble noone normand north palmer pare parent paris park parks peacock peck pellet petit petty
    picard pilon pinto pitts pons pope porter potier potter poulain power powers price prince privet proctor provost
    quartier quill rafter rails read reed renard richer riddle ridge ring roach rocher roe ruddy ruelle rush sacre
    salmon sauvage savage sawyer sellers sharp shepherd shields shine short silk singleton skinner small smart smith
    snow solis spain sparks spears stack stark steed steele stone storey story stout strong summers supple swift swords
    tate toner toussaint tucker turner urbain vaillant verdier vermeil victory vidal vigneron vilain villa voisin vos
    walker wall walls ward ware waters watts weaver weeks wells west wheeler white winter winters wise wolf wood woods
    wren wright young abbes alber bale cain cash click costa cote crawford dane date fournier francois gallo german
    temple test lemon leblanc laval launay lucas marche maison mallet martel pasquet pichon poisson pottier rolland
    """.split()
) - frozenset("fournier francois leblanc laval launay lucas martel pasquet rolland".split())
