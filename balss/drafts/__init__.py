"""Drafts: the texts of binding regulations and council decisions while they are being made.

Nouns: a *draft* of an institution has *versions*; each version has the *wordings* of its *provisions*. A provision
keeps its identity and its address from version to version, whatever number it bears.

Promise to residents: each provision can be read, found, followed and pointed to; what a version changed is shown word
by word. A published version is never changed, and a withdrawn draft stays readable with the reason.

Promise to officials: the text is pasted as it is; Balss cuts it into provisions and says what changed, and nothing is
public before they have looked at it.

Imports participation and what lies below it.
"""
