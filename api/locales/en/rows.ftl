# What is wrong with a line of a file, or one of many rows, and how to mend it (row-CODE). Faults
# that are not named here are worded as those of any field (fault-CODE).

row-CELL_COUNT = The line has more or fewer cells than the header has columns.
row-MISSING = Fill this in.
row-TOO_LONG = At most { $detail } characters.
row-TOO_MANY_ENTRIES = At most { $detail } entries between the bars.
row-TOO_MANY_ROWS = At most { $detail } at a time.
row-BAD_TEXT = Here stand characters that nobody sees. Write it again without them.
row-BAD_DATE = Write a day from 1900 to 2200, as { $detail }.
row-FUTURE_DATE = This day has not come yet; today is { $detail }.
row-BAD_TIME = Write a time, as in { $detail }.
row-BAD_DURATION = Write how long it lasts, at most ten years, as in PT1H30M or P1D.
row-BAD_ZONE = Write a time zone of the IANA list, as in Europe/Copenhagen.
row-BAD_LEVEL = Say how well, after a colon: { $detail }.
row-LANGUAGE_NOT_SPOKEN = The interpreter's language, { $detail }, is none of those that the participant speaks.
row-BAD_CODE = Only this is understood: { $detail }.
row-BAD_PHONE = Write a telephone number of 5 to 15 digits, as in +45 12 34 56 78.
row-REPEATED = An earlier one says the same. Leave one of them out.
row-DUPLICATE = There is one already. Leave the line out, or mend it.
row-UNKNOWN_MUNICIPALITY = No municipality has the code { $detail }. Use four digits, as in 0265.
row-UNKNOWN_PARTICIPANT = Nobody who stays at this centre is meant. Check the key or the number.
row-ONE_OF_KEY_AND_NUMBER = Name the participant by key or by alien number, and not by both.
row-ILLEGAL_TRANSITION = This may not follow what is recorded. What may: { $detail }
row-CORRECTION_NEEDED = { $detail } is recorded already. If that was wrong, say why in the column correction.
row-RECURRENCE_UNSUPPORTED = { $detail } is not understood: only daily and weekly series are followed. Write the events one by one.
row-NOT_FOUND = Nobody who stays at the cohort's centre is meant.
row-TARGET_RULE = The participant must be at least { $detail } years old on the first day.
row-ALREADY_ENROLLED = The participant is enrolled already in this cohort or in one at the same time.
row-VALIDATION = Choose as many electives as the template asks for, each once: { $detail }.
