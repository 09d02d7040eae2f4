/* Which lines of a rule can run, and which did. What ran is noted by a line hook. What can run is read
 * from our own dump of the compiled text (Lua tells the lines of a function only where one has been made,
 * and one that is never made is what coverage is about); the dump never goes back into Lua. Lines that
 * hold nothing but the end of a block say nothing about what was tried and are left out. */
#include "script/host.h"

enum { LINES_MAX = 65536, DUMP_MAX = 16 << 20, DEPTH_MAX = 200, ABSOLUTE_LINE = 0x80 };

void script_cover(struct script *s)
{
    s->cover = true;
}

void cover_mark(struct script *s, int line)
{
    struct rule_source *r = &s->rules[s->running];
    if (line < 1 || line >= LINES_MAX)
        return;
    if ((size_t)line >= r->hit_cap) {
        size_t cap = r->hit_cap ? r->hit_cap * 2 : 256;
        while (cap <= (size_t)line)
            cap *= 2;
        uint8_t *grown = realloc(r->hit, cap);
        if (!grown)
            return; /* a line too few is told as not covered */
        memset(grown + r->hit_cap, 0, cap - r->hit_cap);
        r->hit = grown;
        r->hit_cap = cap;
    }
    r->hit[line] = 1;
}

/* ---- the dump ---- */

struct dump {
    struct slice bytes;
    size_t at;
    bool bad;      /* not the format of Lua 5.4 */
    bool assigns;  /* a function sets a variable of one around it */
    uint8_t *live; /* by line: something can run there; NULL when nobody asks */
};

static const unsigned char *dump_take(struct dump *d, size_t n)
{
    if (d->bad || n > d->bytes.len - d->at) {
        d->bad = true;
        return NULL;
    }
    const char *p = d->bytes.ptr + d->at;
    d->at += n;
    return (const unsigned char *)p;
}

/* Seven bits a byte, the highest first; the last byte has its top bit set. */
static size_t dump_size(struct dump *d)
{
    size_t n = 0;
    for (int i = 0; i < 10; i++) {
        const unsigned char *c = dump_take(d, 1);
        if (!c)
            return 0;
        n = n << 7 | (*c & 0x7F);
        if (*c & 0x80)
            return n;
    }
    d->bad = true;
    return 0;
}

static unsigned dump_byte(struct dump *d)
{
    const unsigned char *c = dump_take(d, 1);
    return c ? *c : 0;
}

static void dump_string(struct dump *d)
{
    size_t n = dump_size(d); /* one more than the length; 0: none */
    if (n)
        (void)dump_take(d, n - 1);
}

static void dump_constants(struct dump *d)
{
    enum { FLOAT = 0x13, INTEGER = 0x03, SHORT = 0x04, LONG = 0x14 };
    for (size_t n = dump_size(d); n > 0 && !d->bad; n--) {
        unsigned type = dump_byte(d);
        if (type == FLOAT || type == INTEGER)
            (void)dump_take(d, 8);
        else if (type == SHORT || type == LONG)
            dump_string(d);
    }
}

/* The line of each instruction, as a difference to the one before or from the list of absolute ones. */
static void dump_lines(struct dump *d, size_t line, bool vararg, bool main)
{
    size_t count = dump_size(d);
    const unsigned char *steps = dump_take(d, count);
    size_t absolutes = dump_size(d), next_pc = SIZE_MAX, next_line = 0;
    if (absolutes) {
        next_pc = dump_size(d);
        next_line = dump_size(d);
    }
    for (size_t pc = 0; pc < count && !d->bad; pc++) {
        if (steps[pc] == ABSOLUTE_LINE && pc == next_pc) {
            line = next_line;
            next_pc = SIZE_MAX;
            if (--absolutes) {
                next_pc = dump_size(d);
                next_line = dump_size(d);
            }
        } else {
            line += (size_t)(steps[pc] & 0x80 ? (int)steps[pc] - 256 : (int)steps[pc]);
        }
        if (d->live && !main && !(vararg && pc == 0) && line < LINES_MAX)
            d->live[line] = 1;
    }
    for (; absolutes > 1 && !d->bad; absolutes--) {
        (void)dump_size(d);
        (void)dump_size(d);
    }
}

static void dump_code(struct dump *d, size_t count)
{
    enum { OPCODE = 0x7F, OP_SETUPVAL = 10 };
    const unsigned char *code = dump_take(d, count * sizeof(uint32_t));
    for (size_t i = 0; code && i < count; i++) {
        uint32_t instruction;
        memcpy(&instruction, code + i * sizeof(instruction), sizeof(instruction));
        d->assigns |= (instruction & OPCODE) == OP_SETUPVAL;
    }
}

static void dump_function(struct dump *d, int depth)
{
    dump_string(d);
    size_t line = dump_size(d);
    (void)dump_size(d);
    (void)dump_byte(d);
    bool vararg = dump_byte(d) != 0;
    (void)dump_byte(d);
    size_t code = dump_size(d);
    d->bad = d->bad || depth > DEPTH_MAX || code > DUMP_MAX;
    dump_code(d, d->bad ? 0 : code);
    dump_constants(d);
    (void)dump_take(d, dump_size(d) * 3);
    for (size_t n = dump_size(d); n > 0 && !d->bad; n--)
        dump_function(d, depth + 1);
    dump_lines(d, line, vararg, depth == 0);
    for (size_t n = dump_size(d); n > 0 && !d->bad; n--) {
        dump_string(d);
        (void)dump_size(d);
        (void)dump_size(d);
    }
    for (size_t n = dump_size(d); n > 0 && !d->bad; n--)
        dump_string(d);
}

static bool dump_read(struct dump *d)
{
    static const char head[] = "\x1bLua\x54\x00\x19\x93\r\n\x1a\n\x04\x08\x08";
    const unsigned char *start = dump_take(d, sizeof(head) - 1);
    if (!start || memcmp(start, head, sizeof(head) - 1) != 0)
        return false;
    (void)dump_take(d, 16 + 1); /* an integer, a number, the count of upvalues */
    dump_function(d, 0);
    return !d->bad;
}

static int dump_write(lua_State *L, const void *bytes, size_t size, void *context)
{
    (void)L;
    buffer_put(context, slice_of(bytes, size));
    return 0;
}

bool chunk_assigns(lua_State *L)
{
    struct buffer out;
    buffer_init(&out, DUMP_MAX);
    bool told = lua_dump(L, dump_write, &out, 0) == 0 && !out.failed;
    struct dump d = {.bytes = buffer_slice(&out)};
    bool assigns = !told || !dump_read(&d) || d.assigns;
    buffer_release(&out);
    return assigns;
}

struct dumping {
    struct slice text;
    struct buffer out;
};

static int dump_body(lua_State *L)
{
    struct dumping *d = lua_touserdata(L, 1);
    if (luaL_loadbufferx(L, d->text.len ? d->text.ptr : "", d->text.len, "=r", "t") != LUA_OK)
        return lua_error(L);
    (void)lua_dump(L, dump_write, &d->out, 0);
    return 0;
}

/* ---- lines ---- */

/* Nothing but what closes a block: "end", "end)", "else", "},". */
static bool line_closes(struct slice line)
{
    static const char *const words[] = {"end", "else", "until"};
    line = slice_trim(line);
    bool any = false;
    while (line.len) {
        size_t skip = 0;
        for (size_t i = 0; i < 3 && !skip; i++)
            if (slice_starts(line, slice_str(words[i])))
                skip = strlen(words[i]);
        if (!skip && !strchr(")}],; ", line.ptr[0]))
            return slice_starts(line, SLICE("--")) && any;
        line = slice_from(line, skip ? skip : 1);
        any = true;
    }
    return any;
}

static size_t lines_live(uint8_t *live, struct slice text)
{
    size_t line = 1, count = 0;
    for (size_t at = 0; at < text.len && line < LINES_MAX; line++) {
        size_t end = slice_find(text, SLICE("\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        if (live[line] && line_closes(slice_sub(text, at, end - at)))
            live[line] = 0;
        count += live[line];
        at = end + 1;
    }
    return count;
}

static int lines_take(const struct rule_source *r, uint8_t *live, struct arena *arena,
                      const struct script_line **out, size_t *count, struct error *err)
{
    size_t n = lines_live(live, r->text);
    struct script_line *list = arena_zero(arena, n + 1, sizeof(*list));
    if (!list)
        return error_memory(err);
    *count = 0;
    for (uint32_t line = 1; line < LINES_MAX && *count < n; line++)
        if (live[line])
            list[(*count)++] =
                (struct script_line){line, line < r->hit_cap && r->hit[line]};
    *out = list;
    return 0;
}

int script_lines(struct script *s, int handle, struct arena *arena,
                 const struct script_line **out, size_t *count, struct error *err)
{
    const struct rule_source *r = &s->rules[handle];
    struct dumping dumping = {.text = r->text};
    struct dump d = {.live = calloc(LINES_MAX, 1)};
    *count = 0;
    buffer_init(&dumping.out, DUMP_MAX);
    int rc = d.live ? 0 : error_memory(err);
    if (rc == 0 && (protect_call(s, dump_body, &dumping, UINT64_MAX, false) != PROTECT_OK ||
                    dumping.out.failed))
        rc = error_memory(err);
    d.bytes = buffer_slice(&dumping.out);
    if (rc == 0 && !dump_read(&d))
        rc = error_set(err, ERR_PACK, "%s: 不能取得可执行的行（Lua 的版本不同）",
                       "%s: the lines that can run cannot be told (another version of Lua)", r->path);
    if (rc == 0)
        rc = lines_take(r, d.live, arena, out, count, err);
    buffer_release(&dumping.out);
    free(d.live);
    return rc;
}

/* ---- where an example stands ---- */

static int nesting(const struct token *t)
{
    if (t->kind != TOKEN_SYMBOL || t->text.len != 1)
        return 0;
    return strchr("({[", t->text.ptr[0]) ? 1 : strchr(")}]", t->text.ptr[0]) ? -1 : 0;
}

static bool is_key(const struct token *t, size_t left, struct slice key)
{
    return left > 2 && t[0].kind == TOKEN_NAME && slice_equal(t[0].text, key) &&
           slice_equal(t[1].text, SLICE("=")) && slice_equal(t[2].text, SLICE("{"));
}

size_t script_example_line(struct slice text, const char *key, size_t nth, struct arena *arena)
{
    struct token *t;
    size_t count, line = 0, n = 0;
    struct error ignored;
    if (tokens_read(text, arena, &t, &count, &ignored, &line))
        return 0;
    int depth = 0, list = -1;
    for (size_t i = 0; i < count; i++) {
        int step = nesting(&t[i]);
        if (list < 0 && depth == 1 && is_key(&t[i], count - i, slice_str(key)))
            list = depth + 1;
        if (list > 0 && step > 0 && depth == list && ++n == nth)
            return t[i].line;
        depth += step;
        if (list > 0 && step < 0 && depth < list)
            return 0;
    }
    return 0;
}
