# What is allowed, and what somebody should know (warning-CODE).

warning-LANGUAGES_OVER_LIMIT = The cohort needs interpreters in more languages ({ $languages }) than the { $most } that its template foresees.
warning-LANGUAGES_NO_LONGER_NEEDED = Interpreters stay booked for sessions in which nobody needs their language any more: { $languages }.
