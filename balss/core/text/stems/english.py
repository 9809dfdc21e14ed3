"""English plurals and nothing more (the “S-stemmer” of Donna Harman, 1991)."""


def stem(word: str) -> str:
    """The stem of a word in small letters without marks: policies, policy; budgets, budget."""
    if len(word) <= 3 or not word.endswith("s"):
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    if word.endswith(("ss", "us", "is")):
        return word
    return word[:-1]
