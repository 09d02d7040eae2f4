/* Codes and words that exports use, made into what records say. What cannot be told from the text
 * stays as written. */
#include "decode/settle.h"

enum { SIGN_CELL_MAX = 16 }; /* bytes: 大于等于 and some */

struct word {
    const char *from, *to;
};

static struct slice word_find(const struct word *words, size_t count, struct slice text)
{
    text = slice_trim(text);
    for (size_t i = 0; i < count; i++)
        if (slice_equal(slice_str(words[i].from), text))
            return slice_str(words[i].to);
    return SLICE_NONE;
}

#define WORD_FIND(words, text) word_find(words, sizeof(words) / sizeof(*(words)), text)

struct slice term_word(struct slice text)
{
    if (text.len == 0 || text.ptr[0] == 'a' || text.ptr[0] == 'l')
        return text; /* annual, long: what most records say */
    static const struct word words[] = {
        {"年度", "annual"},     {"年度目标", "annual"}, {"年度指标", "annual"},
        {"年度绩效", "annual"}, {"当年", "annual"},     {"项目年度绩效", "annual"},
        {"长期", "long"},       {"长期目标", "long"},   {"长期指标", "long"},
        {"中期", "long"},       {"中长期", "long"},     {"总体", "long"},
        {"总体目标", "long"},   {"实施期", "long"},     {"实施期目标", "long"},
        {"总体指标", "long"},   {"项目整体绩效", "long"},
    };
    struct slice found = WORD_FIND(words, text);
    return found.len ? found : text;
}

static struct slice code_word(struct slice text, const char *const words[], size_t count)
{
    struct slice s = slice_trim(text);
    size_t n = s.len == 1 && s.ptr[0] >= '0' && s.ptr[0] <= '9' ? (size_t)(s.ptr[0] - '0') : count;
    return n < count && words[n] ? slice_str(words[n]) : text;
}

/* The platform's code of a second level: its first digit is the first level's, and longer codes begin with
 * it (149999 is an indicator below 14). */
static struct slice level2_word(struct slice text)
{
    static const struct word words[] = {
        {"11", "数量指标"}, {"12", "质量指标"}, {"13", "时效指标"}, {"14", "成本指标"}, {"31", "服务对象满意度指标"},
    };
    struct slice s = slice_trim(text);
    for (size_t i = 0; i < s.len; i++)
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return text;
    struct slice found = s.len >= 2 ? WORD_FIND(words, slice_sub(s, 0, 2)) : SLICE_NONE;
    return found.len ? found : text;
}

struct slice heading_text(enum heading_how how, int field, struct slice text)
{
    static const char *const yearflag[] = {"annual", "long"};
    static const char *const object[] = {NULL, "long", "annual"};
    static const char *const likely[] = {NULL, "确定能", "有可能", "完全不可能"};
    static const char *const level1[] = {NULL, "产出指标", "效益指标", "满意度指标"};
    switch (how) {
    case HOW_YEARFLAG: return code_word(text, yearflag, 2);
    case HOW_OBJECT: return code_word(text, object, 3);
    case HOW_LIKELY: return code_word(text, likely, 4);
    case HOW_LEVEL: return field == I_LEVEL1 ? code_word(text, level1, 4) : level2_word(text);
    case HOW_KIND:
    case HOW_PLAIN:
    case HOW_APART:
    case HOW_SIGN:
    case HOW_ANNUAL:
    case HOW_LONG: break;
    }
    return text;
}

static const struct word sign_codes[] = {
    {"1", "≥"}, {"2", ">"}, {"3", "="}, {"4", "<"}, {"5", "≤"}, {"6", "定性"},
};

static const struct word signs[] = {
    {"≥", "≥"},  {">", ">"},  {"=", "="},  {"<", "<"},  {"≤", "≤"},  {">=", ">="}, {"<=", "<="},
    {"＞", "＞"}, {"＝", "＝"}, {"＜", "＜"}, {"》", "》"}, {"《", "《"}, {"≧", "≧"},  {"≦", "≦"},
    {"大于等于", "≥"}, {"小于等于", "≤"}, {"等于", "="}, {"大于", ">"}, {"小于", "<"},
};

/* Which way is better: no sign, though some forms have it where others have the sign. */
static const struct word directions[] = {
    {"正向", "+"}, {"反向", "-"}, {"逆向", "-"}, {"负向", "-"},
    {"正向指标", "+"}, {"反向指标", "-"}, {"逆向指标", "-"}, {"负向指标", "-"},
};

static bool is_code(struct slice text)
{
    text = slice_trim(text);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return text.len > 0 && text.len <= 2;
}

static bool is_blank(const struct cell *c)
{
    return c->state == CELL_ABSENT || slice_trim(c->text).len == 0;
}

static void nature_say(struct indicator *i, struct slice nature, struct address at)
{
    struct cell *c = &i->cells[I_NATURE];
    if (is_blank(c))
        *c = (struct cell){.text = nature, .at = at, .state = CELL_PRESENT};
}

/* 定量 or 定性 where a level's name was looked for. */
static void kind_settle(struct indicator *i)
{
    struct cell *level2 = &i->cells[I_LEVEL2];
    struct slice text = slice_trim(level2->text);
    if (!slice_starts(text, SLICE("定量")) && !slice_starts(text, SLICE("定性")))
        return;
    nature_say(i, slice_sub(text, 0, strlen("定量")), level2->at);
    *level2 = (struct cell){.at = level2->at};
}

/* The tables of central investment have a level above ours: 实施效果指标, then 产出指标, then the indicator. It is kept as
 * an extra. */
static bool outer_settle(struct project *p, struct indicator *i)
{
    static const char *const outer[] = {"实施效果指标", "过程管理指标", "实施效果", "过程管理", NULL};
    static const char *const firsts[] = {"产出指标", "效益指标", "满意度指标", "成本指标", NULL};
    struct cell *one = &i->cells[I_LEVEL1], *two = &i->cells[I_LEVEL2];
    bool above = false, first = false;
    for (const char *const *o = outer; *o; o++)
        above = above || slice_equal(slice_trim(one->text), slice_str(*o));
    for (const char *const *f = firsts; *f; f++)
        first = first || slice_equal(slice_trim(two->text), slice_str(*f));
    if (!above || !first)
        return true;
    struct extra *e = project_add_extra(p, &i->extras, SLICE("上一层指标"));
    if (!e)
        return false;
    e->cell = *one;
    *one = *two;
    *two = (struct cell){.at = one->at};
    return true;
}

/* A second level's name in the only column there is: the first level follows from it. */
static void second_alone(struct indicator *i)
{
    static const char *const seconds[] = {"数量指标", "质量指标", "时效指标", "经济成本指标", "社会成本指标", "生态环境成本指标",
                                          "经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标",
                                          "服务对象满意度指标", NULL};
    struct cell *one = &i->cells[I_LEVEL1], *two = &i->cells[I_LEVEL2];
    struct slice text = slice_trim(one->text);
    for (const char *const *s = seconds; *s && two->state == CELL_ABSENT && text.len; s++)
        if (slice_equal(text, slice_str(*s))) {
            *two = *one;
            *one = (struct cell){.at = two->at};
        }
}

/* 产出指标-数量指标 in one cell: both levels, where the other one is not told. Only what begins with a first level's name
 * is taken apart. */
static void levels_settle(struct indicator *i)
{
    static const char *const firsts[] = {"产出", "效益", "效果", "成本", "满意度", "投入", "预期产出", "预期效益", NULL};
    static const char *const marks[] = {"-", "－", "—", "–", "/", "／", ">", "→", "·", NULL};
    struct cell *one = &i->cells[I_LEVEL1], *two = &i->cells[I_LEVEL2];
    const struct cell *both = is_blank(two) ? one : is_blank(one) ? two : NULL;
    struct slice text = both ? slice_trim(both->text) : SLICE_NONE;
    for (const char *const *f = firsts; *f && text.len; f++) {
        struct slice rest = slice_from(text, strlen(*f));
        if (!slice_starts(text, slice_str(*f)))
            continue;
        if (slice_starts(rest, SLICE("指标")))
            rest = slice_from(rest, strlen("指标"));
        struct slice first = slice_sub(text, 0, text.len - rest.len);
        for (const char *const *m = marks; *m; m++) {
            struct slice second = slice_trim(rest);
            size_t dashes = 0;
            for (; slice_starts(second, slice_str(*m)); dashes++)
                second = slice_trim(slice_from(second, strlen(*m)));
            if (dashes == 0 || second.len == 0)
                continue;
            struct address at = both->at;
            *one = (struct cell){.text = first, .at = at, .state = CELL_PRESENT};
            *two = (struct cell){.text = second, .at = at, .state = CELL_PRESENT};
            return;
        }
    }
}

/* A code that stands for no sign (9 定量（其他）, 10 不适用, what a province added) says that the
 * target is no plain number; it is kept, but not as a sign. */
static bool code_without_sign(struct project *p, struct indicator *i, struct slice key)
{
    struct cell *op = &i->cells[I_TARGET_OP];
    if (!arena_copy(&p->arena, key, &key))
        return false;
    struct extra *e = project_add_extra(p, &i->extras, key);
    if (!e)
        return false;
    e->cell = *op;
    if (slice_equal(slice_trim(op->text), SLICE("9")))
        nature_say(i, SLICE("定量"), op->at);
    *op = (struct cell){.at = op->at};
    return true;
}

static uint32_t seq_of(const struct cell *c, uint32_t otherwise)
{
    struct slice s = slice_trim(c->text);
    uint32_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9' || n > 1000000)
            return otherwise;
        n = n * 10 + (uint32_t)(s.ptr[i] - '0');
    }
    return n ? n : otherwise;
}

bool indicator_settle(struct project *p, struct indicator *i, bool apart, struct slice sign_key)
{
    struct cell *op = &i->cells[I_TARGET_OP], *nature = &i->cells[I_NATURE];
    i->seq = seq_of(&i->cells[I_SEQ], i->seq);
    i->cells[I_TERM].text = term_word(i->cells[I_TERM].text);
    kind_settle(i);
    levels_settle(i);
    second_alone(i);
    if (!outer_settle(p, i))
        return false;
    if (WORD_FIND(directions, op->text).len && !code_without_sign(p, i, sign_key))
        return false;
    if (nature->text.len && nature->text.len < SIGN_CELL_MAX && is_blank(op) &&
        WORD_FIND(signs, nature->text).len) {
        *op = *nature;
        *nature = (struct cell){.at = nature->at};
    }
    if (is_code(op->text)) {
        struct slice sign = WORD_FIND(sign_codes, op->text);
        if (sign.len)
            op->text = sign;
        else if (!code_without_sign(p, i, sign_key))
            return false;
    }
    if (slice_equal(slice_trim(op->text), SLICE("定性")))
        nature_say(i, SLICE("定性"), op->at);
    struct cell *target = &i->cells[I_TARGET], *value = &i->cells[I_TARGET_VALUE];
    bool parts = op->state == CELL_PRESENT || i->cells[I_TARGET_UNIT].state == CELL_PRESENT;
    if (apart && parts && target->state == CELL_PRESENT && value->state == CELL_ABSENT) {
        *value = *target;
        *target = (struct cell){.at = target->at};
    }
    return true;
}

/* The ministry's table of monitoring has no other budget than the one of the year's beginning. */
static void budget_take_initial(struct project *p)
{
    struct cell *total = &p->cells[P_BUDGET_TOTAL];
    if (p->form == FORM_MONITORING && total->state == CELL_ABSENT)
        *total = p->cells[P_BUDGET_INITIAL];
}

bool record_settle(struct project *p, const struct decode_options *o)
{
    for (int f = P_CATEGORY; f <= P_TYPE; f++)
        if (p->lists[LIST_INDEX(f)].count == 0 && !project_split_list(p, (enum project_field)f))
            return false;
    for (size_t g = 0; g < p->goal_count; g++)
        p->goals[g].cells[G_TERM].text = term_word(p->goals[g].cells[G_TERM].text);
    if (!project_settle(p))
        return false;
    budget_take_initial(p);
    if (!p->form_inferred)
        p->cells[P_FORM].text = form_name(p->form); /* 申报表 as declaration, as terms are */
    if (o->form != FORM_UNKNOWN) {
        p->form = o->form;
        p->form_inferred = false;
    }
    if (p->year == 0)
        p->year = o->year;
    return true;
}

enum { REQUEST_SLACK = 1 << 20 }; /* extras, goals, lists, texts that are put together */

/* An arena does not say why it refused: it was the limit when what is left of it could not hold the
 * largest single request, which is the doubled array of indicators or a row. */
int arena_refused(const struct project *p, const struct decode_options *o, struct error *err)
{
    size_t cap = p->indicator_cap ? p->indicator_cap : 8;
    size_t largest = 2 * cap * sizeof(struct indicator) + o->limits->line_bytes + REQUEST_SLACK;
    if (p->arena.max - p->arena.used > largest)
        return error_memory(err);
    return error_set(err, ERR_LIMIT, "项目过大，上限为 %zu 字节",
                     "the project is too large, the limit is %zu bytes", o->limits->project_bytes);
}
