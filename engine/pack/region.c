/* Which division a region text means, and which pack judges it. Codes go by prefix:
 * county, city, province, country. Names are read from the left, province before city
 * before county, each step taking the longest known name below the division found so far;
 * so the same county name in two provinces is no trouble, and a name nobody lists falls
 * back to the division around it. */
#include "pack/inside.h"

#include "base/utf8.h"

enum { TEXT_MAX = 256, NAME_CHARS = 24, NAME_CHARS_MIN = 2 };

/* ---- codes ---- */

static bool all_digits(struct slice s)
{
    bool good = s.len > 0;
    for (size_t i = 0; i < s.len && good; i++)
        good = s.ptr[i] >= '0' && s.ptr[i] <= '9';
    return good;
}

struct slice region_code(struct slice text)
{
    if (!all_digits(text) || (text.len != 6 && text.len != 9) || text.ptr[0] == '0')
        return SLICE_NONE;
    return text.len == 9 && slice_ends(text, SLICE("000")) ? slice_sub(text, 0, 6) : text;
}

struct slice region_wider(struct slice code, char out[7])
{
    size_t keep = code.len > 6                       ? 6
                  : !slice_ends(code, SLICE("00"))   ? 4
                  : !slice_ends(code, SLICE("0000")) ? 2
                                                     : 0;
    if (keep == 0 || code.len < keep)
        return SLICE_NONE;
    memcpy(out, "000000", 7);
    memcpy(out, code.ptr, keep);
    return slice_of(out, 6);
}

/* True when `inner` lies in `outer` and is not the same; everything lies in the country.
 */
static bool code_is_below(struct slice inner, struct slice outer)
{
    size_t keep = outer.len;
    while (outer.len == 6 && keep >= 2 &&
           slice_ends(slice_sub(outer, 0, keep), SLICE("00")))
        keep -= 2;
    return !slice_equal(inner, outer) && slice_starts(inner, slice_sub(outer, 0, keep));
}

size_t region_pack(const struct pack_set *set, struct slice code)
{
    char room[2][7];
    const size_t *at = map_get(&set->pack_codes, code);
    for (int turn = 0; !at && code.len; turn = !turn) {
        code = region_wider(code, room[turn]);
        at = map_get(&set->pack_codes, code);
    }
    return at ? *at : SIZE_MAX;
}

/* The code at the start of a text such as "420700", "420700000" or "420700 鄂州市". */
static struct slice code_of_text(struct slice text)
{
    size_t n = 0;
    while (n < text.len && text.ptr[n] >= '0' && text.ptr[n] <= '9')
        n++;
    return region_code(slice_sub(text, 0, n));
}

/* ---- the divisions of all packs ---- */

static int division_push(struct pack_set *set, struct slice code, struct slice name,
                         struct error *err)
{
    bool named = false, made = false;
    struct division *items = array_room(set->divisions, set->division_count,
                                        &set->division_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->divisions = items;
    size_t *head = map_put(&set->division_names, name, &named);
    size_t *first = map_put(&set->division_codes, code, &made);
    if (!head || !first)
        return error_memory(err);
    for (size_t i = named ? SIZE_MAX : *head; i != SIZE_MAX; i = items[i].next)
        if (slice_equal(items[i].code, code))
            return 0;
    if (made)
        *first = set->division_count;
    items[set->division_count] = (struct division){code, name, named ? SIZE_MAX : *head};
    *head = set->division_count++;
    return 0;
}

/* 湖北 for 湖北省, 内蒙古 for 内蒙古自治区; the empty slice when there is no shorter
 * name. */
static struct slice short_name(struct slice name)
{
    static const char *const endings[] = {"特别行政区",   "壮族自治区", "回族自治区",
                                          "维吾尔自治区", "自治区",     "省",
                                          "市",           "县"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        struct slice rest = slice_sub(name, 0, name.len - strlen(endings[i]));
        if (!slice_ends(name, slice_str(endings[i])))
            continue;
        return utf8_count(rest) >= NAME_CHARS_MIN ? rest : SLICE_NONE;
    }
    return SLICE_NONE;
}

/* A list that names one city of a province is taken to name all of them. */
static void city_note(struct pack_set *set, struct slice code)
{
    if (!slice_ends(code, SLICE("0000")))
        set->cities_listed[(code.ptr[0] - '0') * 10 + (code.ptr[1] - '0')] = true;
}

static int division_add(struct pack_set *set, struct slice code, struct slice name,
                        struct error *err)
{
    struct slice full = slice_trim(name), brief = short_name(full);
    int rc = division_push(set, code, full, err);
    return rc || brief.len == 0 ? rc : division_push(set, code, brief, err);
}

static int list_add(struct pack_set *set, const struct plain *table, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < table->entry_count && rc == 0; i++) {
        const struct plain *names = &table->entries[i].value;
        struct slice code = region_code(table->entries[i].key);
        city_note(set, code);
        if (names->kind == PLAIN_TEXT)
            rc = division_add(set, code, names->text, err);
        for (size_t k = 0; k < names->item_count && rc == 0; k++)
            rc = division_add(set, code, names->items[k].text, err);
    }
    return rc;
}

int region_link(struct pack_set *set, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < set->pack_count && rc == 0; i++)
        for (size_t k = 0; k < set->packs[i].name_count && rc == 0; k++)
            rc = division_add(set, set->packs[i].code, set->packs[i].names[k], err);
    for (size_t i = 0; i < set->data_count && rc == 0; i++) {
        const struct pack_data *data = &set->data[i];
        if (!slice_equal(data->name, SLICE("divisions")) ||
            !slice_equal(data->verb, SLICE("codes")))
            continue;
        set->divisions_listed = true;
        rc = list_add(set, data->table, err);
    }
    return rc;
}

int region_check(const struct plain *table, const struct spot *spot, struct error *err)
{
    struct arena scratch;
    arena_init(&scratch, (size_t)1 << 24);
    int rc = table->item_count ? shape_check(table, NULL, 0, false, spot, err) : 0;
    for (size_t i = 0; i < table->entry_count && rc == 0; i++) {
        const struct slice *names;
        size_t count = 0;
        struct spot inner = spot_within(spot, table->entries[i].key);
        if (region_code(table->entries[i].key).len) {
            rc = shape_texts(&table->entries[i].value, true, &scratch, &names, &count,
                             &inner, err);
            continue;
        }
        error_set(err, ERR_PACK, "应为 6 位或 9 位财政区划代码",
                  "must be a division code of 6 or 9 digits");
        rc = spot_error(&inner, NULL, err);
    }
    arena_release(&scratch);
    return rc;
}

/* ---- names ---- */

/* Without blanks and the marks people put between the parts. */
static struct slice text_join(struct slice text, char out[TEXT_MAX])
{
    static const uint32_t between[] = {' ',  '\t', '\n',   '\r',   '-',    '/',   '>',
                                       0xA0, 0xB7, 0x3000, 0x3001, 0xFF0F, 0xFF1E};
    size_t len = 0;
    for (size_t pos = 0; pos < text.len;) {
        size_t start = pos, i = 0;
        uint32_t c = utf8_next(text, &pos);
        while (i < sizeof(between) / sizeof(*between) && between[i] != c)
            i++;
        if (i < sizeof(between) / sizeof(*between))
            continue;
        if (len + (pos - start) > TEXT_MAX)
            break;
        memcpy(out + len, text.ptr + start, pos - start);
        len += pos - start;
    }
    return slice_of(out, len);
}

/* Of the divisions of one name: the one below `under` that holds all others of them;
 * SIZE_MAX when there is none, or no single one. */
static size_t division_pick(const struct pack_set *set, size_t first, size_t under,
                            bool *several)
{
    size_t best = SIZE_MAX;
    *several = false;
    for (size_t i = first; i != SIZE_MAX; i = set->divisions[i].next) {
        struct slice code = set->divisions[i].code;
        bool inside = under == SIZE_MAX || code_is_below(code, set->divisions[under].code);
        if (inside && (best == SIZE_MAX || code_is_below(set->divisions[best].code, code)))
            best = i;
    }
    for (size_t i = first; i != SIZE_MAX && best != SIZE_MAX; i = set->divisions[i].next) {
        struct slice code = set->divisions[i].code, widest = set->divisions[best].code;
        bool inside = under == SIZE_MAX || code_is_below(code, set->divisions[under].code);
        *several = *several || (inside && i != best && !code_is_below(code, widest) && !slice_equal(code, widest));
    }
    return *several ? SIZE_MAX : best;
}

/* The longest known name at the start of `text` below `under`. True when there is one,
 * even if it is the name of several (then *found is SIZE_MAX); else nothing is changed.
 */
static bool name_step(const struct pack_set *set, struct slice text, size_t under,
                      size_t *found, struct slice *rest)
{
    size_t most = utf8_count(text);
    for (size_t chars = most < NAME_CHARS ? most : NAME_CHARS; chars >= NAME_CHARS_MIN;
         chars--) {
        struct slice head = utf8_head(text, chars);
        const size_t *first = map_get(&set->division_names, head);
        bool several = false;
        size_t division = first ? division_pick(set, *first, under, &several) : SIZE_MAX;
        if (division == SIZE_MAX && !several)
            continue;
        *found = division;
        *rest = slice_from(text, head.len);
        return true;
    }
    return false;
}

/* What follows a short name: 省鄂州市 after 湖北. */
static struct slice without_ending(struct slice text)
{
    static const char *const endings[] = {"特别行政区", "自治区", "自治州", "自治县",
                                          "省",         "市",     "县",     "区"};
    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++)
        if (slice_starts(text, slice_str(endings[i])))
            return slice_from(text, strlen(endings[i]));
    return text;
}

/* The narrowest division that a name tells, SIZE_MAX when it is ambiguous; false when its
 * beginning is no division's name. */
static bool division_of_name(const struct pack_set *set, struct slice region,
                             size_t *division)
{
    char room[TEXT_MAX];
    struct slice text = text_join(region, room), rest = text;
    size_t next = SIZE_MAX;
    *division = SIZE_MAX;
    if (!name_step(set, text, SIZE_MAX, &next, &rest))
        return false;
    while (next != SIZE_MAX) {
        *division = next;
        next = SIZE_MAX;
        if (rest.len == 0 || name_step(set, rest, *division, &next, &rest))
            continue;
        struct slice after = without_ending(rest);
        if (after.len && after.len < rest.len)
            (void)name_step(set, after, *division, &next, &rest);
    }
    return true;
}

uint32_t pack_for_region(const struct pack_set *set, struct slice region)
{
    struct slice text = slice_trim(region), code = code_of_text(text);
    size_t division = SIZE_MAX, pack = SIZE_MAX;
    if (code.len)
        pack = region_pack(set, code);
    else if (text.len && division_of_name(set, text, &division) && division != SIZE_MAX)
        pack = region_pack(set, set->divisions[division].code);
    return pack == SIZE_MAX ? set->national : (uint32_t)pack;
}

/* ---- where a unit is at home ---- */

/* Without what stands before a division's name in a unit's name or a title: codes, years, brackets, the Party. */
static struct slice without_front(struct slice text)
{
    static const char *const fronts[] = {"中国共产党", "中共", "年度", "年", "【", "（", "《", "—", "－", NULL};
    bool again = true;
    while (again) {
        again = false;
        while (text.len && (unsigned char)text.ptr[0] < 0x80)
            text = slice_from(text, 1);
        for (const char *const *f = fronts; *f && !again; f++)
            if (slice_starts(text, slice_str(*f))) {
                text = slice_from(text, strlen(*f));
                again = true;
            }
    }
    return text;
}

/* 昌黎县, not 昌黎; not 矿区, which says of a place what it is, nor the beginning of 东方市场. */
static bool is_whole_name(struct slice head, struct slice rest)
{
    static const char *const endings[] = {"省", "市", "县", "区", "州", "旗", "盟", "镇", "乡", NULL};
    if (utf8_count(head) < 3 && !slice_ends(head, SLICE("县")))
        return false;
    if (slice_ends(head, SLICE("市")) && slice_starts(rest, SLICE("场")))
        return false;
    for (const char *const *e = endings; *e; e++)
        if (slice_ends(head, slice_str(*e)))
            return true;
    return false;
}

/* 安徽金寨: a province's short name counts where one of its divisions follows; alone it may be part of anything. */
static bool is_followed(const struct pack_set *set, size_t division, struct slice rest)
{
    size_t next = SIZE_MAX;
    return slice_ends(set->divisions[division].code, SLICE("0000")) && rest.len &&
           name_step(set, rest, division, &next, &rest) && next != SIZE_MAX;
}

struct slice pack_home(const struct pack_set *set, struct slice text)
{
    char room[TEXT_MAX];
    struct slice rest = without_front(text_join(text, room)), found = SLICE_NONE;
    size_t under = SIZE_MAX, next = SIZE_MAX;
    for (struct slice from = rest; name_step(set, from, under, &next, &rest); from = rest) {
        struct slice head = slice_sub(from, 0, from.len - rest.len);
        bool brief = next != SIZE_MAX && !is_whole_name(head, rest);
        bool inside = under != SIZE_MAX && !slice_ends(found, SLICE("00")); /* 昌黎县昌黎: no narrower */
        if (next == SIZE_MAX || (brief && (inside || (under == SIZE_MAX && !is_followed(set, next, rest)))))
            break;
        under = next;
        found = set->divisions[under].code;
    }
    return found;
}

bool pack_home_narrower(struct slice inner, struct slice outer)
{
    return outer.len == 0 ? inner.len > 0 : code_is_below(inner, outer);
}

size_t pack_home_name(const struct pack_set *set, struct slice code, char *out, size_t max)
{
    size_t len = 0;
    struct slice last = SLICE_NONE;
    for (size_t keep = 2; keep <= 6; keep += 2) {
        char wide[7] = "000000";
        memcpy(wide, code.ptr, keep);
        const size_t *at = map_get(&set->division_codes, slice_of(wide, 6));
        struct slice name = at ? set->divisions[*at].name : SLICE_NONE;
        bool again = name.len == 0 || slice_equal(name, last) || slice_find(name, SLICE("直辖"), 0) != SIZE_MAX;
        if (again || len + name.len > max)
            continue;
        memcpy(out + len, name.ptr, name.len);
        len += name.len;
        last = name;
        if (slice_equal(slice_of(wide, 6), slice_sub(code, 0, 6)))
            break;
    }
    return len;
}

/* ---- what can exist ---- */

/* Offers `name` for as much of the text as it is long: 湖北省 for 胡北省鄂州市. */
static void near_head(struct near *near, struct slice text, struct slice name)
{
    struct near one;
    near_init(&one, utf8_head(text, utf8_count(name)));
    near_offer(&one, name);
    if (one.best.len && one.distance < near->distance) {
        near->best = one.best;
        near->distance = one.distance;
    }
}

/* Counties come and go and development zones are in no list, so a county is known with its city; a
 * city, where the cities of the province are listed, only by itself. */
static bool code_known(const struct pack_set *set, struct slice code)
{
    char room[2][7];
    bool province = false;
    for (int turn = 0; code.len && !province; turn = !turn) {
        if (map_get(&set->division_codes, code) || map_get(&set->pack_codes, code))
            return true;
        code = region_wider(code, room[turn]);
        province = code.len && slice_ends(code, SLICE("0000")) &&
                   set->cities_listed[(code.ptr[0] - '0') * 10 + (code.ptr[1] - '0')];
    }
    return false;
}

bool pack_region_known(const struct pack_set *set, struct slice region, struct near *near)
{
    struct slice text = slice_trim(region), code = code_of_text(text);
    size_t division = SIZE_MAX;
    bool digits = all_digits(text);
    near_init(near, text);
    if (text.len == 0 || slice_equal(text, SLICE("national")))
        return true;
    if (code.len && (!set->divisions_listed || code_known(set, code)))
        return true;
    if (!code.len && !digits && division_of_name(set, text, &division))
        return true;
    for (size_t i = 0; i < set->division_count; i++) {
        if (digits)
            near_offer(near, set->divisions[i].code);
        else
            near_head(near, text, set->divisions[i].name);
    }
    for (size_t i = 0; i < set->pack_count; i++)
        near_offer(near, set->packs[i].name);
    return false;
}
