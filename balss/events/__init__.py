"""Events: seminars, conferences, webinars, hackathons, participation days, meetings with media and with the public.

Nouns: an *event* has a *programme* of *items* with *speakers*; people ask for a place by a *registration*, which goes
or waits; a *move* is an earlier time or place of it; *materials* are its files and recordings; when it is closed,
*attendance* says who came, by group and by institution, and *media presence* which media did.

Promise to residents: who registers is told of every move and cancellation, and moves up from the waiting list without
doing anything; one place is never given to two; what one tells us to take part is seen by the organiser alone and
erased some weeks later; an event that was held says how many came, what was shown there and what came of it.

Promise to officials: closing an event is all that has to be done for the plan.

Imports the plan and what lies below it.
"""
