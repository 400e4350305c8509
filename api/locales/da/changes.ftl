# Det, der måtte ændres, eller som man forestiller sig: udveje af det, der ikke kan planlægges, og scenarier.

change-add-interpreter = Én tolk mere: { $languages }
change-add-staff = Én medarbejder mere til { $skills }
change-add-room = Ét { $kind } mere med { $seats } pladser
change-add-vehicle = Ét køretøj mere med { $seats } pladser
change-add-company = Én virksomhed mere, der modtager grupper på op til { $seats }
change-add-opening = { $resource } er der: { $span }
change-add-absence = { $resource } er væk: { $span }
change-remove-resource = Uden { $resource }
change-resize-room = { $resource } har { $seats } pladser
change-resize-vehicle = { $resource } har { $seats } pladser
change-resize-company = { $resource } modtager grupper på op til { $seats }
change-set-company-places = { $resource } modtager { $places ->
    [one] én gruppe
   *[other] { $places } grupper
 } ad gangen
change-offer-company = { $activity } kan også gå til { $resource }
change-add-skill = { $resource } kan også tage { $skills }
change-open-centre = Centret har åbent: { $span }
change-extend-due = { $activity } må holdes { $days ->
    [one] én dag
   *[other] { $days } dage
 } senere, end dens uger tillader
change-advance-release = { $activity } må holdes { $days ->
    [one] én dag
   *[other] { $days } dage
 } tidligere, end dens uger tillader
change-resize-cohort = Hold { $cohort } har { $participants ->
    [one] én deltager
   *[other] { $participants } deltagere
 }
change-set-day-cap = Hold { $cohort } har højst { $minutes } minutters undervisning om dagen
change-set-day-cap-none = Hold { $cohort } må have ubegrænset undervisning om dagen
change-set-cohort-hours = Hold { $cohort } mødes mellem { $span }
change-set-lunch = Hold { $cohort } har { $minutes } minutters frokostpause mellem { $span }
change-set-lunch-none = Hold { $cohort } holder ingen frokostpause
change-set-staff-caps = { $resource } arbejder højst så mange minutter: { $day } om dagen, { $week } om ugen
change-set-gap = { $activity } kommer mindst { $days ->
    [one] én dag
   *[other] { $days } dage
 } og { $minutes } minutter efter { $before }, højst så mange dage: { $most }
change-drop-precedence = { $activity } og { $before } kan komme i vilkårlig rækkefølge
change-unpin = { $activity } må flyttes, selv om den er låst
change-drop-activity = { $activity } udgår

# Det, ændringerne handler om.
change-no-limit = ingen grænse
change-activity = { $title } ({ $key })
change-resource-room = Lokale { $key }
change-resource-staff = Medarbejder { $key }
change-resource-interpreter = Tolk { $key }
change-resource-vehicle = Køretøj { $key }
change-resource-company = Virksomhed { $key }
change-resource-participant = Deltager { $key }
change-room-class = undervisningslokale
change-room-interview = samtalerum
change-room-workshop = værksted
change-room-meeting = mødelokale
