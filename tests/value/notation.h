/* A parse in one readable line, for tables of expectations:
 *   95 %   >=95 %   1..2 个   {40 件; 50 人次}   date <=2024-12   period 2024-01..2024-12
 *   time >=5 年   text   na   withheld   symbol   empty
 * with "~" behind what is approximate, "up" or "down" behind a change, "@2024-12" behind what is due
 * then. A sign stands only where the text has one. */
#ifndef JIHE_TESTS_VALUE_NOTATION_H
#define JIHE_TESTS_VALUE_NOTATION_H

#include "value/value.h"

static inline void note_date(struct buffer *b, struct value_date d)
{
    if (d.year)
        buffer_format(b, "%04d", d.year);
    else
        buffer_text(b, "-");
    if (d.month)
        buffer_format(b, "-%02d", d.month);
    if (d.day)
        buffer_format(b, "-%02d", d.day);
}

static inline void note_dates(struct buffer *b, const struct value *v)
{
    note_date(b, v->start);
    if (value_date_compare(v->start, v->end) != 0) {
        buffer_text(b, "..");
        note_date(b, v->end);
    }
}

static inline bool note_is_time(const struct value *v)
{
    return v->kind == VALUE_DATE || v->kind == VALUE_PERIOD;
}

static inline void note_quantity(struct buffer *b, const struct value *v)
{
    if (v->kind == VALUE_DURATION)
        buffer_text(b, "time ");
    if (note_is_time(v)) {
        buffer_text(b, v->kind == VALUE_DATE ? "date " : "period ");
        buffer_text(b, v->op_written ? value_op_name(v->op) : "");
        note_dates(b, v);
        return;
    }
    buffer_text(b, v->op_written && v->kind != VALUE_RANGE ? value_op_name(v->op) : "");
    if (v->kind == VALUE_RANGE) {
        decimal_put(b, v->low);
        buffer_text(b, "..");
        decimal_put(b, v->high);
    } else {
        decimal_put(b, v->number);
    }
    if (v->unit.name.len) {
        buffer_byte(b, ' ');
        buffer_put(b, v->unit.name);
    }
    if (v->approximate)
        buffer_text(b, " ~");
    if (v->change)
        buffer_text(b, v->falling ? " down" : " up");
}

static inline void note_value(struct buffer *b, const struct value *v)
{
    switch (v->kind) {
    case VALUE_NUMBER: case VALUE_DURATION: case VALUE_RANGE: case VALUE_DATE: case VALUE_PERIOD:
        note_quantity(b, v);
        break;
    case VALUE_COMPOUND:
        for (size_t i = 0; i < v->part_count; i++) {
            buffer_text(b, i ? "; " : "{");
            note_quantity(b, &v->parts[i]);
        }
        buffer_byte(b, '}');
        break;
    default: buffer_text(b, value_kind_name(v->kind)); return;
    }
    if (!note_is_time(v) && (v->start.year || v->start.month)) {
        buffer_text(b, " @");
        note_dates(b, v);
    }
}

#endif
