"""The quick look for urgent words misses none: every sign begins with a character of the list."""

from re import _parser as parser

from fengqiao.triage import urgent


def firsts(parsed) -> set[str]:
    """Every character with which a match of this pattern may begin."""
    found: set[str] = set()
    for kind, value in parsed:
        match str(kind):
            case "LITERAL":
                return found | {chr(value)}
            case "IN":
                assert all(str(one) == "LITERAL" for one, _ in value)
                return found | {chr(one) for _, one in value}
            case "BRANCH":
                return found.union(*(firsts(branch) for branch in value[1]))
            case "SUBPATTERN":
                inner = firsts(value[3])
                if inner:
                    return found | inner
            case "MAX_REPEAT" | "MIN_REPEAT":
                found |= firsts(value[2])
                if value[0] > 0:
                    return found
            case "ASSERT" | "ASSERT_NOT" | "AT":
                continue
            case other:
                raise AssertionError(other)
    return found


def test_the_list_of_first_characters_is_complete():
    begun = set().union(*(firsts(parser.parse(signs.pattern)) for signs in urgent._SIGNS.values()))
    assert begun <= set(urgent._BEGIN)
