/* Numbers and their units: 万 may belong to the unit or to the number (56万人, 1亿2000万), 多 and 余 mean a little
 * more, 半 a half, and a time may be told in two units. */
#include "value/term.h"

#include "value/lex.h"
#include "value/lexicon.h"
#include "value/unit_table.h"

static bool scale_by(struct term *t, int power)
{
    return decimal_shift(t->number, power, &t->number) &&
           decimal_shift(t->numeral.second, power, &t->numeral.second);
}

static struct unit ratio_unit(enum numeral_ratio ratio)
{
    size_t len;
    switch (ratio) {
    case RATIO_PERMILLE: return unit_match(SLICE("‰"), NULL, &len);
    case RATIO_MYRIAD: return unit_match(SLICE("‱"), NULL, &len);
    default: return unit_percent();
    }
}

/* 3千人, 两三百人: what a Chinese numeral would have held already. Behind 万 (3万5千元) 千元 is no
 * unit of its own. */
static bool read_magnitude(struct slice text, struct term *t, bool behind_myriad)
{
    for (int i = 0; i < 2; i++) {
        size_t next, unit;
        uint32_t c = lex_peek(text, t->end, &next);
        int power = c == 0x5341 ? 1 : c == 0x767E ? 2 : c == 0x5343 ? 3 : 0;
        if (!power)
            break;
        struct unit u = unit_match(slice_from(text, lex_skip(text, t->end)), t->units, &unit);
        if (unit > 0 && !(behind_myriad && u.dimension == UNIT_MONEY))
            break; /* 千米 */
        if (!scale_by(t, power))
            return false;
        t->end = next;
        t->spelled = true;
    }
    return true;
}

static void read_more(struct slice text, struct term *t)
{
    size_t next;
    struct after after = lexicon_after(text, t->end);
    if (after.kind == AFTER_MORE) {
        t->end = after.end;
        t->more = true;
    } else if (lex_peek(text, t->end, &next) == 0x51E0 && !t->numeral.pair) { /* 几 */
        t->end = next;
        t->more = true;
    }
}

/* 3万5千, 3万5000, 1亿2000万: the rest of the number behind 万 or 亿. */
static bool read_rest(struct slice text, size_t pos, int myriads, struct term *t)
{
    struct term rest = {.units = t->units};
    size_t behind;
    pos = lex_skip(text, pos);
    if (!numeral_read(text, pos, t->units, &rest.numeral) || rest.numeral.name ||
        rest.numeral.ratio || rest.numeral.chinese || rest.numeral.digits > 4)
        return false;
    rest.number = rest.numeral.number;
    rest.end = rest.numeral.end;
    if (!read_magnitude(text, &rest, true))
        return false;
    bool spelled = rest.end != rest.numeral.end;
    bool myriad = myriads == 8 && unit_myriad_at(text, rest.end, &behind) == 4;
    if (!(myriads == 4 && (spelled || rest.numeral.digits == 4)) && !myriad)
        return false;
    if ((myriad && !decimal_shift(rest.number, 4, &rest.number)) ||
        !scale_by(t, myriads) || !decimal_add(t->number, rest.number, &t->number))
        return false;
    t->number = decimal_trim(t->number);
    t->end = myriad ? behind : rest.end;
    return true;
}

/* The unit behind 万 or 亿, with 余 or 多 perhaps between them (5万余元). */
static bool read_myriads(struct slice text, struct term *t)
{
    size_t end, len;
    int myriads = unit_myriad_at(text, t->end, &end), more;
    if (!myriads)
        return true;
    if (myriads == 4 && (more = unit_myriad_at(text, end, &len)) == 8) {
        myriads = 12;
        end = len;
    }
    if (!t->numeral.pair && read_rest(text, end, myriads, t))
        return true;
    t->end = end;
    t->unit = unit_myriad(myriads);
    t->has_unit = true;
    read_more(text, t);
    struct unit u =
        unit_match_scaled(slice_from(text, t->end), t->units, myriads == 8 ? 8 : 4, &len);
    if (len && myriads != 12) {
        t->unit = u;
        t->end += len;
    }
    return true;
}

/* 一个半月, 两年半 */
static void read_half(struct slice text, struct term *t)
{
    struct decimal half = {5, -1};
    size_t next, len, at = lex_word(text, t->end, SLICE("个半"));
    if (at && !t->has_unit) {
        struct unit u = unit_match(slice_from(text, at), t->units, &len);
        if (len && u.dimension == UNIT_TIME && decimal_add(t->number, half, &t->number)) {
            t->unit = u;
            t->has_unit = true;
            t->end = at + len;
        }
    } else if (t->has_unit && t->unit.dimension == UNIT_TIME && !t->numeral.half &&
               lex_peek(text, t->end, &next) == 0x534A &&
               !lex_among(text, next, "天月年径数程价日夜成") &&
               decimal_add(t->number, half, &t->number)) {
        t->end = next;
    }
}

/* 50人, 50（人） */
static void read_unit(struct slice text, struct term *t)
{
    size_t len, next, at = lex_skip(text, t->end);
    bool bracket = lex_char(text, at, &next) == '(';
    if (bracket)
        at = lex_skip(text, next);
    struct unit u = unit_match(slice_from(text, at), t->units, &len);
    if (len == 0 || (bracket && lex_peek(text, at + len, &next) != ')'))
        return;
    t->unit = u;
    t->has_unit = true;
    t->end = bracket ? next : at + len;
}

/* Nothing that belongs to a number begins with these; most lists and numberings end here. */
static bool is_closing(uint32_t c)
{
    return c == LEX_END || c == 0x3001 || c == 0x3002 || c == ',' || c == ';' || c == '\n' ||
           c == 0x201C || c == 0x201D;
}

/* A unit at the beginning of the next line belongs to the number: the cell was too narrow for both. Not
 * where the next line is about something else: 人均收入. */
static bool unit_wraps(struct slice text, const struct unit_list *units, size_t pos)
{
    static const char *const behind[] = {"以", "及", "内", "之内", "左右", "前"};
    size_t len, next, at = lex_skip(text, pos);
    (void)unit_match(slice_from(text, at), units, &len);
    if (len == 0)
        len = lex_word(text, at, SLICE("万")) ? lex_word(text, at, SLICE("万")) - at : 0;
    if (len == 0)
        return false;
    bool found = !lex_is_wording(lex_char(text, at + len, &next));
    for (size_t i = 0; !found && i < sizeof(behind) / sizeof(*behind); i++)
        found = lex_word(text, at + len, slice_str(behind[i])) > 0;
    return found;
}

static bool is_closed(struct slice text, const struct unit_list *units, size_t pos)
{
    size_t next;
    uint32_t c = lex_char(text, pos, &next);
    return is_closing(c) && !(c == '\n' && unit_wraps(text, units, pos));
}

static bool part_read(struct slice text, size_t pos, const struct unit_list *units, struct term *t)
{
    *t = (struct term){.units = units, .unit = unit_none(), .end = pos};
    if (!numeral_read(text, pos, units, &t->numeral))
        return false;
    t->end = t->numeral.end;
    t->number = t->numeral.number;
    t->more = t->numeral.more;
    if (t->numeral.name)
        return false;
    if (t->numeral.ratio) {
        t->unit = ratio_unit(t->numeral.ratio);
        t->has_unit = true;
        return true;
    }
    if (is_closed(text, units, t->end))
        return !t->numeral.half;
    read_more(text, t);
    read_half(text, t);
    if (t->has_unit)
        return true;
    if (!read_magnitude(text, t, false))
        return false;
    read_unit(text, t);
    if (!t->has_unit && !read_myriads(text, t))
        return false;
    if (!t->has_unit)
        read_unit(text, t); /* behind 1亿2000万 */
    read_half(text, t);
    return !t->numeral.half || t->unit.dimension == UNIT_TIME;
}

/* Joins "30分" to "1小时", "6个月" to "2年". 分 behind hours or before seconds is no score; "7天24小时" is how a
 * service runs, "5年12个月" no one time. */
static bool join_finer(struct slice text, struct term *t)
{
    struct term rest;
    struct decimal whole, most;
    size_t len;
    struct unit minutes = unit_match(SLICE("分钟"), NULL, &len), first = t->unit;
    bool points = slice_equal(first.name, SLICE("分"));
    if (!points && (first.dimension != UNIT_TIME || slice_equal(first.name, SLICE("天"))))
        return false;
    if (!part_read(text, lex_skip(text, t->end), t->units, &rest) || !rest.has_unit || rest.numeral.pair)
        return false;
    if (points)
        first = minutes;
    if (slice_equal(rest.unit.name, SLICE("分")) && slice_equal(first.name, SLICE("小时")))
        rest.unit = minutes;
    if (rest.unit.dimension != UNIT_TIME || !unit_convert(t->number, first, rest.unit, &whole) ||
        !unit_convert(decimal_int(1), first, rest.unit, &most) ||
        decimal_compare(rest.number, most) >= 0 || !decimal_add(whole, rest.number, &t->number))
        return false;
    t->unit = rest.unit;
    t->end = rest.end;
    return true;
}

bool term_read(struct slice text, size_t pos, const struct unit_list *units, struct term *t)
{
    if (!part_read(text, pos, units, t))
        return false;
    if (t->has_unit && !t->numeral.pair && join_finer(text, t))
        (void)join_finer(text, t); /* hours, minutes, seconds */
    return true;
}
