/* What a group rule keeps of a project, as bytes: first the cells that `by` and `keep` read, each with
 * its address, then the plain data that `keep` returned. Equal data gives equal bytes. Reading trusts
 * nothing: the bytes may come back from a disk or another machine. */
#include "script/host.h"

enum {
    KEPT_CELLS_MAX = 32 << 10, /* bytes of cells; the rest falls back to the row */
    KEPT_BYTES_MAX = 96 << 10,
    KEPT_DEPTH_MAX = 8,
    KEPT_ITEMS_MAX = 4096,
    ROW_FIELD = 255,
};

/* ---- writing ---- */

enum { NUMBER_BYTES_MAX = 10 };

/* Seven bits a byte, the lowest first; returns where the next number goes. */
static inline char *number_write(char *to, uint64_t n)
{
    for (; n >= 0x80; n >>= 7)
        *to++ = (char)(n | 0x80);
    *to++ = (char)n;
    return to;
}

static void put_number(struct buffer *b, uint64_t n)
{
    char bytes[NUMBER_BYTES_MAX];
    buffer_put(b, slice_of(bytes, (size_t)(number_write(bytes, n) - bytes)));
}

static void put_signed(struct buffer *b, int64_t n)
{
    put_number(b, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
}

static void put_text(struct buffer *b, struct slice s)
{
    put_number(b, s.len);
    buffer_put(b, s);
}

static void put_decimal(struct buffer *b, struct decimal d)
{
    bool minus = d.coefficient < 0;
    decimal_coefficient c = minus ? -d.coefficient : d.coefficient;
    put_number(b, (uint64_t)c);
    put_number(b, (uint64_t)(c >> 64) << 1 | minus);
    put_signed(b, d.exponent);
}

static void put_date(struct buffer *b, struct value_date d)
{
    put_signed(b, d.year);
    put_signed(b, d.month);
    put_signed(b, d.day);
}

static void put_value(struct buffer *b, const struct value *v)
{
    put_number(b, (uint64_t)v->kind);
    put_number(b, (uint64_t)v->op);
    put_number(b, (uint64_t)(v->op_written | v->change << 1 | v->falling << 2 |
                             v->approximate << 3 | v->unit.known_scale << 4));
    put_number(b, (uint64_t)v->unit.dimension);
    put_signed(b, v->unit.scale);
    put_text(b, v->unit.name);
    put_text(b, v->unit.base);
    put_text(b, v->text);
    put_text(b, v->span);
    put_decimal(b, v->number);
    put_decimal(b, v->low);
    put_decimal(b, v->high);
    put_date(b, v->start);
    put_date(b, v->end);
    put_number(b, v->parts ? v->part_count : 0);
    for (size_t i = 0; v->parts && i < v->part_count; i++)
        put_value(b, &v->parts[i]);
}


/* seq, field, index, address, text */
static bool put_cell(struct buffer *b, uint32_t seq, int field, uint64_t index, struct address at,
                     struct slice text)
{
    if (b->len + text.len > KEPT_CELLS_MAX)
        return false;
    const uint64_t head[] = {seq, (uint64_t)field, index, at.file, at.a, at.b, at.c, text.len};
    char bytes[sizeof(head) / sizeof(*head) * NUMBER_BYTES_MAX], *to = bytes;
    for (size_t i = 0; i < sizeof(head) / sizeof(*head); i++)
        to = number_write(to, head[i]);
    buffer_put(b, slice_of(bytes, (size_t)(to - bytes)));
    buffer_put(b, text);
    return true;
}

static size_t put_cells(struct buffer *b, const struct cell *cells, uint64_t bits, uint32_t seq,
                        uint64_t index)
{
    size_t n = 0;
    for (; bits; bits &= bits - 1) {
        int f = __builtin_ctzll(bits);
        n += put_cell(b, seq, f, index, cells[f].at, cells[f].text);
    }
    return n;
}

static size_t put_all_cells(struct script *s, struct buffer *b)
{
    const struct project *p = s->record->project;
    size_t n = put_cell(b, 0, ROW_FIELD, 0, p->row, SLICE_NONE);
    n += put_cells(b, p->cells, s->reads.project, 0, 0);
    for (size_t i = 0; s->cells && i < p->indicator_count; i++) {
        const struct indicator *at = &p->indicators[i];
        if (!s->cells[i])
            continue;
        n += put_cell(b, at->seq, ROW_FIELD, (uint64_t)at->index + 1, at->row, SLICE_NONE);
        n += put_cells(b, at->cells, s->cells[i], at->seq, (uint64_t)at->index + 1);
    }
    return n;
}

static void put_plain(lua_State *L, int index, int depth, struct buffer *b);

static int key_compare(const void *a, const void *b)
{
    const struct slice *x = a, *y = b;
    return slice_compare(*x, *y);
}

static bool is_item(lua_State *L, int index, size_t items)
{
    return lua_isinteger(L, index) && lua_tointeger(L, index) >= 1 &&
           (lua_Unsigned)lua_tointeger(L, index) <= items;
}

/* The text keys of the table, sorted, in a userdata left on the stack. */
static struct slice *keys_push(lua_State *L, int table, size_t items, size_t *count)
{
    size_t n = 0;
    *count = 0;
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1))
        n++;
    struct slice *keys = lua_newuserdatauv(L, (n + 1) * sizeof(*keys), 0);
    for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
        if (is_item(L, -2, items))
            continue;
        if (lua_type(L, -2) != LUA_TSTRING)
            rule_raise(L, "keep 的表只能有文字键和 1..n",
                       "a table that keep returns has text keys and 1..n only");
        keys[(*count)++] = slice_at(L, -2);
    }
    qsort(keys, *count, sizeof(*keys), key_compare);
    return keys;
}

static void put_table(lua_State *L, int index, int depth, struct buffer *b)
{
    size_t items = sequence_length(L, index), keys = 0;
    luaL_checkstack(L, 10, NULL);
    if (depth >= KEPT_DEPTH_MAX || items > KEPT_ITEMS_MAX)
        rule_limit(L, "keep 记得太多", "keep remembers too much");
    put_number(b, items);
    for (size_t i = 1; i <= items; i++) {
        lua_geti(L, index, (lua_Integer)i);
        put_plain(L, lua_gettop(L), depth + 1, b);
        lua_pop(L, 1);
    }
    if (!lua_istable(L, index)) {
        put_number(b, 0);
        return;
    }
    if (!table_thaw(L, index))
        lua_pushvalue(L, index);
    int table = lua_gettop(L);
    struct slice *names = keys_push(L, table, items, &keys);
    put_number(b, keys);
    charge(L, 4 * (items + keys));
    for (size_t i = 0; i < keys; i++) {
        put_text(b, names[i]);
        slice_push(L, names[i]);
        lua_rawget(L, table);
        put_plain(L, lua_gettop(L), depth + 1, b);
        lua_pop(L, 1);
    }
    lua_settop(L, table - 1);
}

static void put_plain(lua_State *L, int index, int depth, struct buffer *b)
{
    const struct value *v = value_get(L, index);
    lua_Number n;
    if (b->len > KEPT_BYTES_MAX)
        rule_limit(L, "keep 记得太多", "keep remembers too much");
    if (v) {
        buffer_byte(b, 'V');
        put_value(b, v);
        return;
    }
    switch (lua_type(L, index)) {
    case LUA_TNIL: buffer_byte(b, 'N'); return;
    case LUA_TBOOLEAN: buffer_byte(b, lua_toboolean(L, index) ? 'T' : 'F'); return;
    case LUA_TSTRING:
        buffer_byte(b, 'S');
        put_text(b, slice_at(L, index));
        return;
    case LUA_TNUMBER:
        if (lua_isinteger(L, index)) {
            buffer_byte(b, 'I');
            put_signed(b, lua_tointeger(L, index));
            return;
        }
        n = lua_tonumber(L, index);
        buffer_byte(b, 'D');
        buffer_put(b, slice_of((const char *)&n, sizeof(n)));
        return;
    default: break;
    }
    if (!sequence_is(L, index) || object_get(L, index, OBJECT_INDICATORS))
        rule_raise(L, "keep 只能记文字、数、布尔、值和由它们组成的表，不能记 %s",
                   "keep remembers texts, numbers, booleans, values and tables of them, no %s",
                   luaL_typename(L, index));
    buffer_byte(b, 'L');
    put_table(L, index, depth, b);
}

void kept_write(lua_State *L, int index, struct buffer *out)
{
    struct script *s = host_of(L);
    struct buffer *cells = &s->out;
    buffer_clear(cells);
    buffer_clear(out);
    size_t n = put_all_cells(s, cells);
    put_number(out, n);
    buffer_put(out, buffer_slice(cells));
    put_plain(L, index, 0, out);
    if (out->len > KEPT_BYTES_MAX)
        rule_limit(L, "keep 记得太多", "keep remembers too much");
    if (out->failed || cells->failed)
        rule_starved(L);
}

/* ---- reading ---- */

struct reader {
    struct slice bytes;
    size_t at;
    bool bad;
};

static uint64_t get_number(struct reader *r)
{
    uint64_t n = 0;
    if (r->at < r->bytes.len && !(r->bytes.ptr[r->at] & 0x80)) /* most are small */
        return (uint64_t)r->bytes.ptr[r->at++];
    for (int shift = 0; shift < 64; shift += 7) {
        if (r->at >= r->bytes.len)
            break;
        unsigned char c = (unsigned char)r->bytes.ptr[r->at++];
        n |= (uint64_t)(c & 0x7F) << shift;
        if (c < 0x80)
            return n;
    }
    r->bad = true;
    return 0;
}

static int64_t get_signed(struct reader *r)
{
    uint64_t n = get_number(r);
    return (int64_t)(n >> 1) ^ -(int64_t)(n & 1);
}

static struct slice get_text(struct reader *r)
{
    uint64_t len = get_number(r);
    if (r->bad || len > r->bytes.len - r->at) {
        r->bad = true;
        return SLICE_NONE;
    }
    struct slice s = slice_sub(r->bytes, r->at, (size_t)len);
    r->at += (size_t)len;
    return s;
}

/* A number below `end`, else the bytes are bad. */
static int get_below(struct reader *r, int end)
{
    uint64_t n = get_number(r);
    if (n >= (uint64_t)end) {
        r->bad = true;
        return 0;
    }
    return (int)n;
}

static struct decimal get_decimal(struct reader *r)
{
    uint64_t low = get_number(r), high = get_number(r);
    int64_t exponent = get_signed(r);
    struct decimal d = decimal_int(0);
    bool minus = high & 1;
    decimal_coefficient c = high >> 50 ? -1 : (decimal_coefficient)(high >> 1) << 64 | low;
    decimal_coefficient most = (decimal_coefficient)UINT64_C(10000000000000000) *
                               UINT64_C(1000000000000000000);
    if (exponent < -DECIMAL_EXPONENT_MAX || exponent > DECIMAL_EXPONENT_MAX || c < 0 || c >= most) {
        r->bad = true;
        return d;
    }
    d.coefficient = minus ? -c : c;
    d.exponent = (int)exponent;
    return d;
}

static struct value_date get_date(struct reader *r)
{
    struct value_date d;
    int64_t year = get_signed(r), month = get_signed(r), day = get_signed(r);
    r->bad |= year < 0 || year > 9999 || month < 0 || month > 12 || day < 0 || day > 31;
    d = r->bad ? (struct value_date){0}
               : (struct value_date){(int)year, (int)month, (int)day};
    return d;
}

static void get_value_head(struct reader *r, struct value *v)
{
    *v = (struct value){0};
    v->kind = (enum value_kind)get_below(r, VALUE_SYMBOL + 1);
    v->op = (enum value_op)get_below(r, OP_LE + 1);
    int flags = get_below(r, 32);
    v->op_written = flags & 1;
    v->change = flags & 2;
    v->falling = flags & 4;
    v->approximate = flags & 8;
    v->unit.known_scale = flags & 16;
    v->unit.dimension = (enum unit_dimension)get_below(r, UNIT_SCORE + 1);
    int64_t scale = get_signed(r);
    r->bad |= scale < -DECIMAL_EXPONENT_MAX || scale > DECIMAL_EXPONENT_MAX;
    v->unit.scale = r->bad ? 0 : (int)scale;
    v->unit.name = get_text(r);
    v->unit.base = get_text(r);
    v->text = get_text(r);
    v->span = get_text(r);
    v->number = get_decimal(r);
    v->low = get_decimal(r);
    v->high = get_decimal(r);
    v->start = get_date(r);
    v->end = get_date(r);
}

static _Noreturn void kept_damaged(lua_State *L)
{
    rule_raise(L, "分组数据已损坏", "the data of the group is damaged");
}

/* [] → [value] */
static void get_value(lua_State *L, struct reader *r)
{
    struct value v;
    get_value_head(r, &v);
    int n = get_below(r, KEPT_ITEMS_MAX);
    if (r->bad)
        kept_damaged(L);
    struct value *parts = lua_newuserdatauv(L, ((size_t)n + 1) * sizeof(*parts), 0);
    for (int i = 0; i < n; i++) {
        get_value_head(r, &parts[i]);
        if (get_number(r) != 0 || r->bad)
            kept_damaged(L);
    }
    v.parts = n ? parts : NULL;
    v.part_count = (size_t)n;
    value_push(L, &v);
    lua_remove(L, -2);
}

static void get_plain(lua_State *L, struct reader *r, int depth);

static void get_table(lua_State *L, struct reader *r, int depth)
{
    luaL_checkstack(L, 8, NULL);
    if (depth >= KEPT_DEPTH_MAX)
        kept_damaged(L);
    int items = get_below(r, KEPT_ITEMS_MAX + 1);
    lua_createtable(L, items, 0);
    for (int i = 1; i <= items && !r->bad; i++) {
        get_plain(L, r, depth + 1);
        lua_rawseti(L, -2, i);
    }
    int keys = get_below(r, KEPT_BYTES_MAX);
    charge(L, 2 * (uint64_t)(items + keys));
    for (int i = 0; i < keys && !r->bad; i++) {
        slice_push(L, get_text(r));
        get_plain(L, r, depth + 1);
        lua_rawset(L, -3);
    }
}

static void get_plain(lua_State *L, struct reader *r, int depth)
{
    char tag = r->at < r->bytes.len ? r->bytes.ptr[r->at++] : '\0';
    lua_Number n;
    switch (tag) {
    case 'N': lua_pushnil(L); break;
    case 'T':
    case 'F': lua_pushboolean(L, tag == 'T'); break;
    case 'S': slice_push(L, get_text(r)); break;
    case 'I': lua_pushinteger(L, get_signed(r)); break;
    case 'V': get_value(L, r); break;
    case 'L': get_table(L, r, depth); break;
    case 'D':
        if (r->bytes.len - r->at < sizeof(n))
            kept_damaged(L);
        memcpy(&n, r->bytes.ptr + r->at, sizeof(n));
        r->at += sizeof(n);
        lua_pushnumber(L, n);
        break;
    default: kept_damaged(L);
    }
    if (r->bad)
        kept_damaged(L);
}

static void get_cell(struct reader *r, uint64_t *seq, uint64_t *field, struct kept_cell *out)
{
    *seq = get_number(r);
    *field = get_number(r);
    uint64_t index = get_number(r);
    out->index = index ? (uint32_t)(index - 1) : UINT32_MAX;
    out->at.file = (uint32_t)get_number(r);
    out->at.a = (uint32_t)get_number(r);
    out->at.b = (uint32_t)get_number(r);
    out->at.c = (uint32_t)get_number(r);
    out->text = get_text(r);
}

bool script_kept_cell(struct slice kept, uint32_t seq, int field, struct kept_cell *out)
{
    struct reader r = {.bytes = kept};
    uint64_t wanted = field < 0 ? ROW_FIELD : (uint64_t)field;
    for (uint64_t n = get_number(&r); n > 0 && !r.bad; n--) {
        struct kept_cell cell;
        uint64_t at_seq, at_field;
        get_cell(&r, &at_seq, &at_field, &cell);
        if (r.bad || at_seq != seq || at_field != wanted)
            continue;
        *out = cell;
        return true;
    }
    return false;
}

void kept_push(lua_State *L, struct slice bytes)
{
    struct reader r = {.bytes = bytes};
    uint64_t seq, field;
    struct kept_cell cell;
    for (uint64_t n = get_number(&r); n > 0 && !r.bad; n--)
        get_cell(&r, &seq, &field, &cell);
    if (r.bad)
        kept_damaged(L);
    charge(L, 4 + bytes.len / 16);
    get_plain(L, &r, 0);
}
