/* Read once per profile, so that a text costs the same with and without units of a region. */
#include "run/units.h"

#include "value/value.h"

static bool dimension_find(struct slice name, enum unit_dimension *out)
{
    static const struct {
        const char *name;
        enum unit_dimension dimension;
    } names[] = {
        {"none", UNIT_NONE},   {"count", UNIT_COUNT}, {"people", UNIT_PEOPLE}, {"measure", UNIT_MEASURE},
        {"score", UNIT_SCORE}, {"time", UNIT_TIME},   {"money", UNIT_MONEY},
    };
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (slice_equal(name, slice_str(names[i].name))) {
            *out = names[i].dimension;
            return true;
        }
    return false;
}

/* "15亩": so many of a unit that is known. */
static bool worth_read(struct slice text, const struct unit_list *known, struct arena *arena, struct unit *out)
{
    const struct value_context context = {.money_unit = unit_none(), .units = known};
    struct value v;
    int64_t times;
    if (!value_parse(text, &context, arena, &v) || (v.kind != VALUE_NUMBER && v.kind != VALUE_DURATION) ||
        v.unit.dimension == UNIT_NONE || v.op_written || v.approximate)
        return false;
    struct decimal n = decimal_trim(v.number);
    int places = n.exponent;
    n.exponent = 0;
    if (!decimal_to_int64(n, &times) || times <= 0 || times > UINT32_MAX / v.unit.factor)
        return false;
    *out = v.unit;
    out->factor *= (uint32_t)times;
    out->scale += places;
    return out->scale >= -DECIMAL_DIGITS && out->scale <= DECIMAL_DIGITS;
}

static bool meaning_read(struct slice name, struct slice text, const struct unit_list *known, struct arena *arena,
                         struct unit *out)
{
    struct unit own = unit_none();
    if (dimension_find(text, &own.dimension)) {
        own.name = own.base = name;
        *out = own;
        return true;
    }
    if (unit_find(text, known, out))
        return true;
    if (!worth_read(text, known, arena, out))
        return false;
    out->name = name;
    return true;
}

struct entry_says {
    struct slice name, says, unless;
};

static struct entry_says entry_of(const struct plain_entry *e)
{
    const struct plain *v = &e->value;
    bool table = v->kind == PLAIN_TABLE && v->item_count == 1;
    return (struct entry_says){.name = e->key,
                               .says = table                   ? v->items[0].text
                                       : v->kind == PLAIN_TEXT ? v->text
                                                               : SLICE_NONE,
                               .unless = plain_text(v, SLICE("unless"))};
}

static int entry_add(struct unit_list *list, struct arena *arena, struct entry_says e, struct error *err)
{
    struct unit meaning;
    if (!unit_text_fits(e.name))
        return error_set(err, ERR_PACK, "数据表 units：“%.*s”不能作计量单位：要以文字或字母开头，中间没有空格",
                         "the list units: \"%.*s\" cannot be a unit: it must begin with a letter or character and "
                         "hold no blank",
                         SLICE_ARG(e.name));
    if (!meaning_read(e.name, e.says, list, arena, &meaning))
        return error_set(err, ERR_PACK,
                         "数据表 units：“%.*s”的含义“%.*s”读不懂，应为种类（count、people、measure、score、time、money，"
                         "不作单位的写 none）、折算（如 15亩）或它的另一个名称（如 亩）",
                         "the list units: what \"%.*s\" means, \"%.*s\", cannot be read; write a kind (count, people, "
                         "measure, score, time, money, or none where it is no unit), what it is worth (15亩) or the "
                         "unit it is another name of (亩)",
                         SLICE_ARG(e.name), SLICE_ARG(e.says));
    return unit_list_add(list, arena, e.name, meaning, e.unless) ? 0 : error_memory(err);
}

/* The kinds first, so that what is told by another unit may name them. */
int units_fill(const struct profile *profile, struct arena *arena, struct unit_list *out, struct error *err)
{
    const struct plain *list = profile_codes(profile, SLICE("units"));
    struct digest digest;
    enum unit_dimension kind;
    digest_init(&digest);
    if (!unit_list_init(out, arena, list ? list->entry_count : 0))
        return error_memory(err);
    for (int pass = 0; list && pass < 2; pass++)
        for (size_t i = 0; i < list->entry_count; i++) {
            struct entry_says e = entry_of(&list->entries[i]);
            if (dimension_find(e.says, &kind) != (pass == 0))
                continue;
            int rc = entry_add(out, arena, e, err);
            if (rc)
                return rc;
            digest_field(&digest, e.name);
            digest_field(&digest, e.says);
            digest_field(&digest, e.unless);
        }
    digest_hex(&digest, out->digest);
    return 0;
}
