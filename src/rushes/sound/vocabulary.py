"""What anybody may say on a set besides the script: letters, small words, the crew's calls."""

from typing import Final

_LETTERS = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
_CREW = """
action again alright apple back background bravo camera charlie clear close cut first frame going
got great hold keep last let's line lock mark marker more okay on one pickup please print quiet
ready reset right roll rolling scene second set settle shot slate sorry sound speed stand start
still stop take tail thank thanks three time two four five six seven eight nine ten up wait
"""
_SMALL = """
about all am an and are as at be been but by can come could did do don't down for from get give go
good had has have he her here him his how i'll i'm if in into is it it's just know like little look
make me mean my never no not now of oh only or other our out over really said say see she should so
some than that that's the their them then there these they thing think this those to too uh um us
very want was way we well were what when where which who why will with would yeah yes you you're
your
"""

ANYBODY: Final = tuple(sorted({*_LETTERS.split(), *_CREW.split(), *_SMALL.split()}))
"""Words of the free vocabulary, beside those of the script itself."""
