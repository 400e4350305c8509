# Hvad der er galt med en linje i en fil eller en af flere rækker, og hvordan det rettes (row-CODE).
# Fejl, der ikke står her, har samme ord som for ethvert felt (fault-CODE).

row-CELL_COUNT = Linjen har flere eller færre celler, end overskriften har kolonner.
row-MISSING = Skal udfyldes.
row-TOO_LONG = Højst { $detail } tegn.
row-TOO_MANY_ENTRIES = Højst { $detail } led mellem stregerne.
row-TOO_MANY_ROWS = Højst { $detail } ad gangen.
row-BAD_TEXT = Her står tegn, som ingen ser. Skriv det igen uden dem.
row-BAD_DATE = Skriv en dag fra 1900 til 2200, som { $detail }.
row-FUTURE_DATE = Dagen er ikke kommet endnu; i dag er { $detail }.
row-BAD_TIME = Skriv et tidspunkt, som { $detail }.
row-BAD_DURATION = Skriv, hvor længe det varer, højst ti år, som PT1H30M eller P1D.
row-BAD_ZONE = Skriv en tidszone fra IANA-listen, som Europe/Copenhagen.
row-BAD_LEVEL = Skriv efter et kolon, hvor godt sproget tales: { $detail }.
row-LANGUAGE_NOT_SPOKEN = Tolkesproget, { $detail }, er ikke et af dem, som deltageren taler.
row-BAD_CODE = Kun dette forstås: { $detail }.
row-BAD_PHONE = Skriv et telefonnummer på 5 til 15 cifre, som +45 12 34 56 78.
row-REPEATED = En tidligere siger det samme. Udelad en af dem.
row-DUPLICATE = Det findes allerede. Udelad linjen, eller ret den.
row-UNKNOWN_MUNICIPALITY = Ingen kommune har koden { $detail }. Brug fire cifre, som 0265.
row-UNKNOWN_PARTICIPANT = Ingen, der bor på centret, passer. Se efter, om nøglen eller nummeret er rigtigt.
row-ONE_OF_KEY_AND_NUMBER = Nævn deltageren ved nøgle eller ved udlændingenummer, ikke ved begge.
row-ILLEGAL_TRANSITION = Dette kan ikke følge efter det, der er registreret. Det kan: { $detail }
row-CORRECTION_NEEDED = { $detail } er allerede registreret. Var det forkert, så skriv hvorfor i kolonnen correction.
row-RECURRENCE_UNSUPPORTED = { $detail } forstås ikke: kun daglige og ugentlige serier følges. Skriv begivenhederne en for en.
row-NOT_FOUND = Ingen, der bor på holdets center, passer.
row-TARGET_RULE = Deltageren skal være mindst { $detail } år på den første dag.
row-ALREADY_ENROLLED = Deltageren er allerede tilmeldt dette hold eller et på samme tid.
row-VALIDATION = Vælg så mange valgfag, som skabelonen beder om, hvert en gang: { $detail }.
