# The pages that links in mails lead to.

page-timetable = This is your timetable. Sign in with your client, and ask for it:
page-session = This is a session. Sign in with your client, and ask for it:
page-handoff = This is a hand-off. Sign in with your client, and ask for it:
page-settlement = This is a settlement. Sign in with your client, and ask for it:
page-how = Send the query below as POST to { $url } with “Authorization: Bearer TOKEN”.
