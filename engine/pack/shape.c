/* Strict reading of the plain tables that manifests and rules are: a key that nobody
 * reads is a mistake of its author, so it is refused with the nearest real key. */
#include "pack/inside.h"

#include "base/utf8.h"

bool shape_is_blank(struct slice text)
{
    return slice_trim(text).len == 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool name_is_id(struct slice name)
{
    bool good = name.len > 0 && name.len <= NAME_MAX_BYTES;
    for (size_t i = 0; i < name.len && good; i++)
        good = is_letter(name.ptr[i]) || is_digit(name.ptr[i]) || name.ptr[i] == '.' ||
               name.ptr[i] == '-';
    return good;
}

bool name_is_word(struct slice name)
{
    bool good = name.len > 0 && name.len <= NAME_MAX_BYTES && is_letter(name.ptr[0]);
    for (size_t i = 0; i < name.len && good; i++)
        good = is_letter(name.ptr[i]) || is_digit(name.ptr[i]);
    return good;
}

/* ---- kinds ---- */

struct kind_name {
    unsigned kind;
    const char *zh, *en;
};

static const struct kind_name kind_names[] = {
    {IS_TEXT, "文字", "text"},
    {IS_NUMBER, "数字", "a number"},
    {IS_BOOLEAN, "true 或 false", "true or false"},
    {IS_TABLE, "表", "a table"},
    {IS_FUNCTION, "函数", "a function"},
};

enum { KINDS_MAX = 96 };

static void kinds_write(unsigned kinds, char zh[KINDS_MAX], char en[KINDS_MAX])
{
    size_t a = 0, b = 0;
    zh[0] = en[0] = '\0';
    for (size_t i = 0; i < sizeof(kind_names) / sizeof(*kind_names); i++) {
        const struct kind_name *k = &kind_names[i];
        if (!(kinds & k->kind))
            continue;
        a += (size_t)snprintf(zh + a, KINDS_MAX - a, "%s%s", a ? "或" : "应为", k->zh);
        b += (size_t)snprintf(en + b, KINDS_MAX - b, "%s%s", b ? " or " : "must be ",
                              k->en);
    }
}

static int kind_error(unsigned wanted, const struct spot *spot, struct error *err)
{
    char zh[KINDS_MAX], en[KINDS_MAX];
    kinds_write(wanted, zh, en);
    error_set(err, ERR_PACK, "%s", "%s", "");
    spot_append(err, zh, en);
    return spot_error(spot, NULL, err);
}

/* ---- tables ---- */

static int key_unknown(struct slice key, const struct shape_key *keys, size_t count,
                       const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, key);
    for (size_t i = 0; i < count; i++)
        near_offer(&near, slice_str(keys[i].name));
    struct spot there = spot_at_key(spot, key);
    error_set(err, ERR_PACK, "未知的键“%.*s”", "unknown key \"%.*s\"", SLICE_ARG(key));
    return spot_error(&there, &near, err);
}

static int key_check(const struct plain_entry *entry, const struct shape_key *key,
                     const struct spot *spot, struct error *err)
{
    struct spot inner = spot_within(spot, entry->key);
    if (!(key->kinds & (1u << entry->value.kind)))
        return kind_error(key->kinds, &inner, err);
    if (entry->value.kind == PLAIN_TEXT && key->required &&
        shape_is_blank(entry->value.text)) {
        error_set(err, ERR_PACK, "不能为空白", "must not be blank");
        return spot_error(&inner, NULL, err);
    }
    return 0;
}

static int keys_missing(const struct plain *table, const struct shape_key *keys,
                        size_t count, const struct spot *spot, struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        if (!keys[i].required || plain_get(table, slice_str(keys[i].name)))
            continue;
        error_set(err, ERR_PACK, "缺少“%s”", "\"%s\" is missing", keys[i].name);
        return spot_error(spot, NULL, err);
    }
    return 0;
}

int shape_check(const struct plain *table, const struct shape_key *keys, size_t count,
                bool items, const struct spot *spot, struct error *err)
{
    if (!table || table->kind != PLAIN_TABLE)
        return kind_error(IS_TABLE, spot, err);
    if (!items && table->item_count) {
        struct spot first = spot_at_item(spot, 0);
        error_set(err, ERR_PACK, "有 %zu 个值没有写键名",
                  "%zu values stand without a key", table->item_count);
        return spot_error(&first, NULL, err);
    }
    int rc = 0;
    for (size_t i = 0; i < table->entry_count && rc == 0; i++) {
        const struct plain_entry *e = &table->entries[i];
        size_t k = 0;
        while (k < count && !slice_equal(slice_str(keys[k].name), e->key))
            k++;
        rc = k < count ? key_check(e, &keys[k], spot, err)
                       : key_unknown(e->key, keys, count, spot, err);
    }
    return rc ? rc : keys_missing(table, keys, count, spot, err);
}

/* ---- lists and choices ---- */

static int text_check(const struct plain *item, const struct spot *spot,
                      struct error *err)
{
    if (item->kind != PLAIN_TEXT)
        return kind_error(IS_TEXT, spot, err);
    if (!shape_is_blank(item->text))
        return 0;
    error_set(err, ERR_PACK, "列表中有空白的文字", "the list holds a blank text");
    return spot_error(spot, NULL, err);
}

int shape_texts(const struct plain *list, bool bare, struct arena *arena,
                const struct slice **out, size_t *count, const struct spot *spot,
                struct error *err)
{
    bool one = bare && list->kind == PLAIN_TEXT;
    const struct plain *items = one ? list : list->items;
    size_t n = one ? 1 : list->item_count;
    if (!one && (list->kind != PLAIN_TABLE || list->entry_count)) {
        error_set(err, ERR_PACK, "应为文字的列表：{ \"…\", \"…\" }",
                  "must be a list of texts: { \"…\", \"…\" }");
        return spot_error(spot, NULL, err);
    }
    struct slice *texts = arena_zero(arena, n, sizeof(*texts));
    if (!texts)
        return error_memory(err);
    for (size_t i = 0; i < n; i++) {
        struct spot item = one ? *spot : spot_at_item(spot, i);
        int rc = text_check(&items[i], &item, err);
        if (rc)
            return rc;
        texts[i] = items[i].text;
    }
    *out = texts;
    *count = n;
    return 0;
}

/* What the names mean that are no Chinese. */
static const char *gloss(struct slice name)
{
    static const char *const words[][2] = {
        {"note", "提示"},       {"warning", "警告"},   {"error", "错误"},     {"off", "关闭"},
        {"project", "项目"},    {"indicator", "指标"}, {"group", "跨项目"},   {"lower", "越小越严"},
        {"higher", "越大越严"}, {"percent", "百分数"}, {"number", "数"},      {"money", "金额"},
        {"text", "文字"},       {"flag", "是否"},      {"list", "列表"},      {"map", "键值表"},
        {"checked", "已核对"},  {"seen", "看过"},      {"second-hand", "转述"}, {"memory", "凭记忆"}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (slice_equal(name, slice_str(words[i][0])))
            return words[i][1];
    return NULL;
}

/* What people write who know it by another name. */
static bool is_synonym(struct slice text, const char *name)
{
    static const char *const words[][2] = {
        {"info", "note"},       {"information", "note"}, {"notice", "note"},   {"hint", "note"},
        {"提醒", "note"},       {"warn", "warning"},     {"err", "error"},     {"fatal", "error"},
        {"critical", "error"},  {"严重", "error"},       {"disabled", "off"},  {"none", "off"},
        {"停用", "off"},        {"percentage", "percent"}, {"百分比", "percent"}, {"integer", "number"},
        {"string", "text"},     {"boolean", "flag"},     {"amount", "money"},  {"array", "list"},
        {"table", "map"},       {"rows", "indicator"},   {"row", "indicator"}};
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (slice_equal(text, slice_str(words[i][0])) && strcmp(name, words[i][1]) == 0)
            return true;
    return false;
}

enum { CHOICES_MAX = 512 };

/* Adds a name, in Chinese with its meaning. What does not fit is left off. */
static void choice_put(char zh[CHOICES_MAX], char en[CHOICES_MAX], const char *name, bool first)
{
    const char *meaning = gloss(slice_str(name));
    size_t a = strlen(zh), b = strlen(en);
    (void)snprintf(en + b, CHOICES_MAX - b, "%s\"%s\"", first ? "" : " ", name);
    (void)snprintf(zh + a, CHOICES_MAX - a, "%s\"%s\"%s%s%s", first ? "" : "、", name,
                   meaning ? "（" : "", meaning ? meaning : "", meaning ? "）" : "");
}

int shape_choice(struct slice text, const char *const *names, size_t count, size_t *out,
                 const struct spot *spot, struct error *err)
{
    struct near near;
    char zh[CHOICES_MAX] = "", en[CHOICES_MAX] = "";
    for (*out = 0; *out < count; ++*out)
        if (slice_equal(text, slice_str(names[*out])))
            return 0;
    near_init(&near, text);
    for (size_t i = 0; i < count; i++) {
        const char *meaning = gloss(slice_str(names[i]));
        near_offer(&near, slice_str(names[i]));
        if ((meaning && slice_equal(text, slice_str(meaning))) || is_synonym(text, names[i]))
            near.best = slice_str(names[i]);
        choice_put(zh, en, names[i], i == 0);
    }
    error_set(err, ERR_PACK, "没有“%.*s”这个值，可写 ", "\"%.*s\" is not one of its values: ",
              SLICE_ARG(text));
    spot_append(err, zh, en);
    return spot_error(spot, &near, err);
}

static bool is_data(const struct plain *value, int depth)
{
    enum { DEPTH_MAX = 32 };
    bool good = value->kind != PLAIN_FUNCTION && depth <= DEPTH_MAX;
    if (value->kind != PLAIN_TABLE)
        return good;
    for (size_t i = 0; i < value->item_count && good; i++)
        good = is_data(&value->items[i], depth + 1);
    for (size_t i = 0; i < value->entry_count && good; i++)
        good = is_data(&value->entries[i].value, depth + 1);
    return good;
}

bool shape_is_data(const struct plain *value)
{
    return is_data(value, 0);
}

void plain_show(const struct plain *value, struct slice unit, char *out, size_t cap)
{
    struct buffer text;
    buffer_init(&text, cap - 1);
    switch (value->kind) {
    case PLAIN_NUMBER:
        decimal_put(&text, value->number);
        buffer_put(&text, unit);
        break;
    case PLAIN_TEXT: buffer_format(&text, "\"%.*s\"", SLICE_ARG(value->text)); break;
    case PLAIN_BOOLEAN: buffer_text(&text, value->boolean ? "true" : "false"); break;
    case PLAIN_TABLE: buffer_text(&text, "{…}"); break;
    case PLAIN_FUNCTION: buffer_text(&text, "function"); break;
    case PLAIN_NIL: buffer_text(&text, "nil"); break;
    }
    struct slice s = buffer_slice(&text);
    size_t len = text.failed && s.len == 0 ? 0 : utf8_cut(s, s.len);
    if (len)
        memcpy(out, s.ptr, len);
    out[len] = '\0';
    if (text.failed && len == 0)
        (void)snprintf(out, cap, "…");
    buffer_release(&text);
}
