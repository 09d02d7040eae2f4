/* What is said above a plain table, in its title or in a line: the year, the unit of amounts, whose it is, which form. */
#include "decode/plain.h"

#include "base/unicode.h"
#include "base/utf8.h"

/* What stands behind the colon, without brackets around the whole; NULL where there is no colon. */
static struct slice behind_colon(struct slice text)
{
    size_t colon = slice_find(text, SLICE("："), 0), len = strlen("：");
    if (colon == SIZE_MAX) {
        colon = slice_find(text, SLICE(":"), 0);
        len = 1;
    }
    if (colon == SIZE_MAX)
        return SLICE_NONE;
    struct slice value = slice_trim(slice_of(text.ptr + colon + len, text.len - colon - len));
    while (slice_ends(value, SLICE("）")) || slice_ends(value, SLICE(")")))
        value = slice_trim(slice_sub(value, 0, value.len - (slice_ends(value, SLICE(")")) ? 1 : 3)));
    return value;
}

bool plain_is_label(struct slice text)
{
    static const struct slice units[] = {{"元", 3}, {"万元", 6}, {"亿元", 6}, {"%", 1}};
    struct slice value = behind_colon(text);
    if (!value.ptr)
        return false;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
        if (slice_equal(value, units[i]))
            return false;
    return true;
}

/* 2024年, but no date (2024年3月) and none of several years (2024-2026年). */
struct slice plain_year(struct slice text)
{
    struct slice year = SLICE_NONE;
    for (size_t at = 0; (at = slice_find(text, SLICE("20"), at)) != SIZE_MAX; at += 2) {
        struct slice digits = slice_sub(text, at, 4), rest = slice_trim(slice_from(text, at + 4));
        bool number = digits.len == 4 && digits.ptr[2] >= '0' && digits.ptr[2] <= '9' &&
                      digits.ptr[3] >= '0' && digits.ptr[3] <= '9';
        if (!number)
            continue;
        if (year.len && !slice_equal(year, digits))
            return SLICE_NONE;
        size_t unit = strlen("年");
        if (!slice_starts(rest, SLICE("年")) ||
            (rest.len > unit && rest.ptr[unit] >= '0' && rest.ptr[unit] <= '9'))
            return SLICE_NONE;
        year = digits;
    }
    return year;
}

struct slice plain_unit(struct slice text)
{
    static const struct slice units[] = {{"万元", 6}, {"元", 3}, {"人民币万元", 15}, {"人民币元", 12}};
    struct slice value = behind_colon(text);
    if (slice_find(text, SLICE("单位"), 0) == SIZE_MAX)
        return SLICE_NONE;
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
        if (slice_equal(value, units[i]))
            return units[i % 2];
    return SLICE_NONE;
}

/* The unit behind 编制单位：, up to the next blank: 单位名称：某某局  金额单位：万元. */
struct slice plain_whose(struct slice text)
{
    static const char *const labels[] = {"编制单位", "填报单位", "单位名称", "预算单位", "部门名称", "公开单位", "申报单位", "部门", NULL};
    for (const char *const *l = labels; *l; l++) {
        size_t at = slice_find(text, slice_str(*l), 0);
        if (at && at != SIZE_MAX && !l[1]) /* 主管部门 is not the unit */
            continue;
        struct slice value = at == SIZE_MAX ? SLICE_NONE : behind_colon(slice_from(text, at));
        for (size_t pos = 0, from = 0; pos < value.len; from = pos) {
            uint32_t c = utf8_next(value, &pos);
            if (c != UTF8_BAD && unicode_is_nothing(c))
                value.len = from;
        }
        if (value.len && !plain_unit(text).len)
            return value;
        if (value.len && slice_find(text, SLICE("金额单位"), 0) != SIZE_MAX)
            return value;
    }
    return SLICE_NONE;
}

/* The text where it seems to begin with the name of a division (河北省…, 昌黎县水务局2024年…); packs know whether it
 * does. 县级 and 市场 are no names, nor is what stands far behind. */
struct slice plain_home(struct slice text)
{
    enum { CHARS_MIN = 1, CHARS_MAX = 12 }; /* before the ending */
    static const char *const endings[] = {"省", "市", "县", "区", "州", "旗", "盟", NULL};
    static const char *const others[] = {"级", "场", "域", "间", "直", NULL};
    size_t chars = 0;
    for (size_t pos = 0, from = 0; pos < text.len && chars <= CHARS_MAX; from = pos, chars++) {
        struct slice at = slice_from(text, from);
        (void)utf8_next(text, &pos);
        bool ends = false, other = false;
        for (const char *const *e = endings; *e; e++)
            ends = ends || slice_starts(at, slice_str(*e));
        for (const char *const *o = others; *o; o++)
            other = other || slice_starts(slice_from(text, pos), slice_str(*o));
        if (ends && !other && chars >= CHARS_MIN)
            return text.len < TITLE_HOME_MAX ? text : SLICE_NONE;
    }
    return SLICE_NONE;
}

/* Which form the title says it is; a plain 绩效目标表 is told from the columns. */
struct slice plain_form(struct slice title)
{
    static const struct {
        struct slice word, form;
    } kinds[] = {{{"公开", 6}, {"disclosure", 10}},
                 {{"申报", 6}, {"declaration", 11}},
                 {{"监控", 6}, {"monitoring", 10}},
                 {{"自评", 6}, {"self_evaluation", 15}}};
    struct slice form = SLICE_NONE;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        if (slice_find(title, kinds[i].word, 0) == SIZE_MAX)
            continue;
        if (form.len)
            return SLICE_NONE;
        form = kinds[i].form;
    }
    return form;
}
