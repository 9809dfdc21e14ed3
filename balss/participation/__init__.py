"""What can be taken part in, what people say, what they are answered, and what was decided.

Nouns: a *process* is something being decided. It, other rooms, and other sites announce *opportunities* to take part;
an opportunity of this room has a *consultation*, which takes *contributions*. A contribution that asks for an answer
gets a *response* with a reason and a link to what changed. An *outcome report* ends a consultation, a *decision* ends a
process and is followed until it is carried out.

Promise to residents: a voice has a path. Whatever is said gets a receipt at once, then a reasoned answer; intake ends
on its date, and the outcome report cannot be published while one contribution that asks for an answer lacks it.

Imports plan and what lies below it. Rooms above announce their opportunities through `services.announce`, and pin what
a response may point to on the board of change targets.
"""
