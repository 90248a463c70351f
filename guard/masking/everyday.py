"""French and English names that are everyday words too.

Alone and without a capital they are words; any other listed name counts as a name even where a
dictionary happens to hold it (« martin »).
"""

from guard.masking.cues import folded

EVERYDAY = folded(
    """
    manuel clement vital modeste fidele parfait desire loyal candide marina carol melody
    add block boss cale carry cas champ chante cher colin con doc dunning fed gauge gros general
    hand haven hung job link mal marge orange pages plante pleasant press racine reason red roll
    signe sing sky spring sterling sunny trace unique worth avis safari detaille
    abbes aime alber ali amber ambre ami ange april archer art auger aurore autumn baker bale
    ball banks barbe barber barker baron barre basil bass bean beard beau beck begin bender
    berger best bigot bill bird bishop black blanc blanche blot bond bones bonnet bonnie booker
    booth boucher bouillon boulanger bourdon bourgeois bowler branch brandy bray brick bridge
    bridges bright brooks brown browning brun buck bud buisson bull burns burrows bush butcher
    butler cain cairn campus canning cannon canny capucine carpenter carrier carton case cash
    chamberlain chambers champagne chance chandler chapelle charpentier charron chase cherry
    chevalier chip church clair claire clay clear clerc click cliff close collet collier colly
    colon comber combs come comment compere comte conn constance constant convey cook cooper
    cordier cornet corrie costa coster cote cotter courtois cousin cousins couture couvreur
    crane craven crawford cross crystal daisy dale dane dare dash date dawn day deacon dean
    decker destiny devon diamond dieu diver divine don dos dot dower downs drake drew drum duff
    duke dyer earl early ebony eden ella english eve fair faith fall fanny fares farmer fee
    fella fern field fielding fields fine fisher flood flora flore flowers fontaine ford forget
    foster fowler fox france franco frank free freely freeman french fresh frost fry fuller
    gagne gaillard gale gall gallo gamble garde gardner gates gay gene georgia german gibbon
    gill ginger glass glazier glen glover goblet golden golding good gould grace grand grant
    gravel graves gray green grenier grey griffin gross guy hale hall hardy hare harper hart
    hasty hays hazel heart hearty heath heather herb heron herring hill holder holly honore hood
    hoover hope horn house huff hull hunt hunter india iris ivory jade jan jasmin jasmine jay
    jean jet joe josh joy judge june kelvin ken kent key keys kidney king kitty knight lace lacy
    lamb lance lande lane large law lawless leach lee leech leger lemon lily line little loan
    lombard london long lord lorraine love low lowry luce lucid mac mack mai maillet maillot
    maire maison major mallet manning marchand marche marguerite marin marine mark marks marron
    marry marsh martial mason masse max may mayor meadows meg mercer mercy merle merry mignon
    miles mill miller mills minet misty moan monk moody moon mortier moss moulin mountain mouton
    nee noble noe noone norm norma norman normand north olive page paige palmer pare parent
    paris park parker parks pascal pat patty peacock peck pellet penny perle perry petit petty
    picard pichon pierre pilon pinto pitts poisson pol pons pope poppy porter potier potter
    pottier poulain power powers price prince privet proctor provost prudence prune quartier
    quill rafter rails randy raven ray read reed regina reine renard rich richer riddle ridge
    rim ring roach rob robin rocher rock roe romain roman romane rose rosemary rosie rowan ruby
    ruddy ruelle rush sacre sage said salmon salome sandy sauvage savage savannah sawyer scot
    sellers sharp shepherd shields shine short sid sierra silk singleton skinner small smart
    smith snow solis spain sparks spears stack stark steed steele stone storey story stout
    strong sue summer summers supple swift swords tanner tate ted temple terry test tim tommy
    toner tory toussaint tracy tucker turner urbain vaillant valentine van vera verdier vermeil
    victoire victory vidal vigneron vilain villa viola violette virginia voisin vos wade walker
    wall walls ward ware waters watts weaver weeks wells west wheeler white will winter winters
    wise wolf wood woods wren wright young
    """
)
