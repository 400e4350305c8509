# De sider, som links i mails fører til.

page-timetable = Her er dit skema. Log ind i din klient, og spørg om det:
page-session = Her er en time på skemaet. Log ind i din klient, og spørg om den:
page-handoff = Her er en overdragelse. Log ind i jeres klient, og spørg om den:
page-settlement = Her er en opgørelse. Log ind i jeres klient, og spørg om den:
page-how = Send forespørgslen nedenfor som POST til { $url } med »Authorization: Bearer TOKEN«.
