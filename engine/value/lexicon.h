/* The words around a number that change what it says: comparison, change, approximation,
 * and what makes it no quantity. Catalogue Part 3.4. Private to the folder. */
#ifndef JIHE_VALUE_LEXICON_H
#define JIHE_VALUE_LEXICON_H

#include "value/value.h"

enum word_class {
    WORD_OP,      /* op; `soft`: a word behind the number (以上) overrides it */
    WORD_APPROX,  /* 约 */
    WORD_CHANGE,  /* 提高; `soft`: falling */
    WORD_FILLER,  /* may stand between the others and the number */
    WORD_BETWEEN, /* 介于 */
    WORD_ORDINAL, /* 第: the number behind it is a name */
    WORD_RANK,    /* 前 */
    WORD_LABEL,   /* 指标: a number behind it without a unit is a name */
    WORD_SKIP,    /* holds a numeral but no number: 一次性 */
};

struct word {
    uint32_t first, second; /* characters of the text; 0 when there is no second */
    const char *text;
    size_t len; /* bytes of the text */
    enum word_class kind;
    enum value_op op;
    bool soft;
};

extern const struct word lexicon[]; /* sorted by text, bytewise */
extern const size_t lexicon_count;

/* The longest word that stands at `pos`; NULL when there is none. `c` is the character
 * there. */
const struct word *lexicon_find(struct slice text, size_t pos, uint32_t c, size_t *end);

enum after_kind { AFTER_NONE, AFTER_OP, AFTER_ABOUT, AFTER_MORE };
struct after {
    enum after_kind
        kind; /* AFTER_OP 以上; AFTER_ABOUT 左右; AFTER_MORE 余, 多: above, about */
    enum value_op op;
    size_t end;
};
/* What stands behind a number or its unit. */
struct after lexicon_after(struct slice text, size_t pos);
/* What stands behind a date: 底前, 起. AFTER_ABOUT for 底 alone: it is part of the date.
 */
struct after lexicon_after_date(struct slice text, size_t pos);

#endif
