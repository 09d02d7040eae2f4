/* Texts that mean something as a whole though they hold no number. Private to the folder.
 */
#ifndef JIHE_VALUE_SPECIAL_H
#define JIHE_VALUE_SPECIAL_H

#include "value/value.h"

/* VALUE_EMPTY, VALUE_WITHHELD, VALUE_NA, or VALUE_SYMBOL for marks alone; VALUE_TEXT
 * otherwise. */
enum value_kind special_kind(struct slice text);
/* 不发生安全事故, 杜绝…: every clause says that something does not happen. Such a
 * sentence may hold numbers (3人以上事故) that are no quantity of it. */
bool special_is_ban(struct slice text, struct slice *span);
/* As special_is_ban, and 零事故, 无投诉 too; for texts without any quantity. */
bool special_is_zero(struct slice text, struct slice *span);
/* A sign, a word of comparison, a unit, and no number: ≥%, 不少于 万元. */
bool special_is_symbol(struct slice text, const struct unit_list *more);
/* 全年, 年底前, 年内: time without a number. */
bool special_time(struct slice text, struct value *out);

#endif
