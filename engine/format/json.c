/* JSON through yajl. Three libraries were weighed. jansson and json-c build a tree: a million empty
 * arrays cost a hundred megabytes before anybody can refuse them, numbers come out as double or
 * int64 (9007199254740993.10 does not survive), and neither tells where a value stood. yajl gives
 * events, the digits of a number as written, and after each event how many bytes it has used, from
 * which the place of every value follows. What it lacks is added here: limits, one value per line,
 * exact surrogate pairs (yajl turns half a pair into '?' or into bytes that are no UTF-8) and memory
 * that cannot run out under it, because yajl does not check its allocations: it lives in a pool that
 * is large enough for the line before the parse begins. Keys told twice are seen by whoever collects
 * the keys. */
#include "format/json.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>
#include <yajl/yajl_parse.h>

enum { POOL_FACTOR = 8, POOL_BASE = 64 * 1024, LINE_FIRST = 64 * 1024 };

struct pool {
    char *bytes;
    size_t size, used, last; /* last: where the newest block begins */
};

struct json {
    struct json_limits limits;
    yajl_handle handle; /* NULL: to be made before the next line */
    struct pool pool;
    size_t line_max;    /* what the pool is large enough for */
    /* the line being parsed */
    struct slice line;
    bool flushed;  /* the line is over: what ends now is a bare number */
    size_t start, behind; /* of the last token: its first byte, the byte behind it */
    size_t depth, values;
    size_t *keys;  /* keys seen per open object, limits.depth of them */
    int (*event)(void *context, const struct json_event *e);
    void *context;
    int stopped;   /* what `event` or a limit returned */
    struct error *err;
};

/* ---- memory for yajl ---- */

struct block {
    alignas(max_align_t) size_t size;
};

static void *pool_take(void *context, size_t size)
{
    struct pool *p = context;
    size_t step = alignof(max_align_t);
    size = (size + step - 1) / step * step;
    assert(p->size - p->used >= size + sizeof(struct block));
    struct block *b = (struct block *)(void *)(p->bytes + p->used);
    b->size = size;
    p->last = p->used;
    p->used += sizeof(*b) + size;
    return b + 1;
}

static void *pool_grow(void *context, void *old, size_t size)
{
    struct pool *p = context;
    if (!old)
        return pool_take(p, size);
    struct block *b = (struct block *)old - 1;
    if (size <= b->size)
        return old;
    if ((char *)b == p->bytes + p->last)
        p->used = p->last; /* the newest block grows where it is */
    void *moved = pool_take(p, size);
    if (moved != old)
        memcpy(moved, old, b->size);
    return moved;
}

static void pool_give(void *context, void *old)
{
    (void)context;
    (void)old; /* all at once, with the pool */
}

/* ---- events ---- */

static bool between_tokens(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':';
}

/* Ends the parse from inside a callback. */
static int stop(struct json *j, int code)
{
    j->stopped = code;
    return 0;
}

/* Where the token behind the last one begins. */
static size_t token_start(const struct json *j, size_t end)
{
    size_t start = j->behind;
    while (start < end && between_tokens(j->line.ptr[start]))
        start++;
    return start;
}

static int emit(struct json *j, enum json_kind kind, struct slice text, size_t depth)
{
    size_t end = j->flushed ? j->line.len : yajl_get_bytes_consumed(j->handle);
    assert(end <= j->line.len && j->behind <= end);
    size_t start = j->start = token_start(j, end);
    j->behind = end;
    bool ends = kind == JSON_OBJECT_END || kind == JSON_ARRAY_END;
    if (depth == 0 && !ends && j->values++ > 0)
        return stop(j, error_set(j->err, ERR_INPUT, "一行里有两个 JSON 值；每行只能有一个对象",
                                 "two JSON values on one line; there must be one object per line"));
    if (text.len > j->limits.string_bytes)
        return stop(j, error_set(j->err, ERR_LIMIT, "文字或键过长，上限为 %zu 字节",
                                 "a string or key is too long, the limit is %zu bytes",
                                 j->limits.string_bytes));
    struct json_event e = {kind, text, start, end, depth};
    j->stopped = j->event(j->context, &e);
    return j->stopped == 0;
}

static int open_container(struct json *j, enum json_kind kind)
{
    if (j->depth >= j->limits.depth)
        return stop(j, error_set(j->err, ERR_LIMIT, "嵌套过深，上限为 %zu 层",
                                 "nested too deep, the limit is %zu levels", j->limits.depth));
    j->keys[j->depth] = 0;
    return emit(j, kind, SLICE_NONE, j->depth++);
}

static int on_null(void *j)
{
    return emit(j, JSON_NULL, SLICE_NONE, ((struct json *)j)->depth);
}

static int on_boolean(void *j, int value)
{
    return emit(j, value ? JSON_TRUE : JSON_FALSE, SLICE_NONE, ((struct json *)j)->depth);
}

static int on_number(void *j, const char *text, size_t len)
{
    return emit(j, JSON_NUMBER, slice_of(text, len), ((struct json *)j)->depth);
}

static int on_string(void *j, const unsigned char *text, size_t len)
{
    return emit(j, JSON_STRING, slice_of((const char *)text, len), ((struct json *)j)->depth);
}

static int on_key(void *context, const unsigned char *text, size_t len)
{
    struct json *j = context;
    if (++j->keys[j->depth - 1] > j->limits.keys)
        return stop(j, error_set(j->err, ERR_LIMIT, "一个对象的键过多，上限为 %zu 个",
                                 "too many keys in one object, the limit is %zu",
                                 j->limits.keys));
    return emit(j, JSON_KEY, slice_of((const char *)text, len), j->depth);
}

static int on_object(void *j)
{
    return open_container(j, JSON_OBJECT);
}

static int on_object_end(void *context)
{
    struct json *j = context;
    return emit(j, JSON_OBJECT_END, SLICE_NONE, --j->depth);
}

static int on_array(void *j)
{
    return open_container(j, JSON_ARRAY);
}

static int on_array_end(void *context)
{
    struct json *j = context;
    return emit(j, JSON_ARRAY_END, SLICE_NONE, --j->depth);
}

static const yajl_callbacks callbacks = {
    on_null, on_boolean, NULL,   NULL,          on_number, on_string,
    on_object, on_key,   on_object_end, on_array, on_array_end,
};

/* ---- faults ---- */

/* yajl's phrases, so that they can be told in Chinese too. */
static const struct {
    const char *part, *zh;
} phrases[] = {
    {"premature EOF", "内容不完整"},
    {"invalid char in json text", "有 JSON 不允许的字符"},
    {"invalid character inside string", "文字里有未转义的控制字符"},
    {"occurs before a character", "反斜杠后面的字符不对"},
    {"non-hex character", "\\u 后面不是四位十六进制数"},
    {"object key and value must", "键和值之间缺冒号"},
    {"inside map, I expect", "值后面缺逗号或右花括号"},
    {"after array element", "元素后面缺逗号或右方括号"},
    {"invalid object key", "键必须是加引号的文字"},
    {"malformed number", "数的写法不对"},
    {"unallowed token", "这里不应出现这个内容"},
    {"invalid string in json text", "有不认识的字面值"},
    {"trailing garbage", "JSON 值后面还有内容"},
};

static int fault(struct json *j, size_t *at)
{
    unsigned char *text = yajl_get_error(j->handle, 0, NULL, 0);
    struct slice en = slice_trim(slice_str((const char *)text)), zh = SLICE("写法不对");
    for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++)
        if (slice_find(en, slice_str(phrases[i].part), 0) != SIZE_MAX) {
            zh = slice_str(phrases[i].zh);
            break;
        }
    struct error english;
    *at = token_start(j, j->line.len);
    (void)error_set(&english, ERR_INPUT, "%.*s", "not valid JSON: %.*s", SLICE_ARG(en));
    (void)error_set(j->err, ERR_INPUT, "不是合法的 JSON：%.*s", "%.*s", SLICE_ARG(zh));
    if (j->err)
        memcpy(j->err->en, english.en, sizeof(english.en));
    return ERR_INPUT;
}

static int hex4(struct slice s, size_t at)
{
    int n = 0;
    for (size_t i = at; i < at + 4; i++) {
        if (i >= s.len)
            return -1;
        char c = s.ptr[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0)
            return -1;
        n = n * 16 + digit;
    }
    return n;
}

/* The first \u escape that is half a surrogate pair, or SIZE_MAX. */
static size_t lone_surrogate(struct slice s)
{
    const char *p;
    for (size_t at = 0; at < s.len && (p = memchr(s.ptr + at, '\\', s.len - at)) != NULL;) {
        at = (size_t)(p - s.ptr);
        int code = at + 1 < s.len && s.ptr[at + 1] == 'u' ? hex4(s, at + 2) : -1;
        if (code < 0xD800 || code > 0xDFFF) {
            at += 2;
            continue;
        }
        int low = at + 7 < s.len && s.ptr[at + 6] == '\\' && s.ptr[at + 7] == 'u'
                      ? hex4(s, at + 8)
                      : -1;
        if (code > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
            return at;
        at += 12;
    }
    return SIZE_MAX;
}

/* ---- parsing ---- */

static void handle_drop(struct json *j)
{
    if (j->handle)
        yajl_free(j->handle);
    j->handle = NULL;
    j->pool.used = j->pool.last = 0;
}

/* A handle whose memory suffices for a line of `len` bytes: yajl keeps a decoded string and, at the
 * end of the input, an unfinished token, in buffers that double. */
static int handle_make(struct json *j, size_t len, struct error *err)
{
    if (j->handle && len <= j->line_max)
        return 0;
    handle_drop(j);
    if (len > j->line_max || !j->pool.bytes) {
        size_t line = j->line_max ? j->line_max : LINE_FIRST;
        while (line < len)
            line *= 2;
        size_t size = line * POOL_FACTOR + POOL_BASE + j->limits.depth * 64;
        free(j->pool.bytes);
        j->pool = (struct pool){.bytes = malloc(size), .size = size};
        j->line_max = j->pool.bytes ? line : 0;
        if (!j->pool.bytes)
            return error_memory(err);
    }
    yajl_alloc_funcs functions = {pool_take, pool_grow, pool_give, &j->pool};
    j->handle = yajl_alloc(&callbacks, &functions, j);
    assert(j->handle);
    (void)yajl_config(j->handle, yajl_allow_multiple_values, 1);
    (void)yajl_config(j->handle, yajl_dont_validate_strings, 1);
    return 0;
}

static int finish(struct json *j, yajl_status status, size_t *at)
{
    if (j->stopped) {
        *at = j->start;
        return j->stopped;
    }
    if (status != yajl_status_ok)
        return fault(j, at);
    *at = j->line.len;
    if (j->depth > 0 || j->values == 0)
        return error_set(j->err, ERR_INPUT, "JSON 到行尾还没有结束；每个对象须写在一行里",
                         "the JSON value is not finished at the end of the line; each object must "
                         "stand on one line");
    return 0;
}

int json_parse(struct json *j, struct slice line,
               int (*event)(void *context, const struct json_event *e), void *context, size_t *at,
               struct error *err)
{
    int rc = handle_make(j, line.len, err);
    if (rc)
        return rc;
    *at = lone_surrogate(line);
    if (*at != SIZE_MAX)
        return error_set(err, ERR_INPUT, "\\u 转义只有半个代理对，不是一个字符",
                         "a \\u escape is half a surrogate pair and no character");
    j->line = line;
    j->flushed = false;
    j->start = j->behind = j->depth = j->values = 0;
    j->event = event;
    j->context = context;
    j->stopped = 0;
    j->err = err;
    yajl_status status =
        yajl_parse(j->handle, (const unsigned char *)line.ptr, line.len);
    j->flushed = status == yajl_status_ok && j->values == 0;
    if (j->flushed)
        status = yajl_parse(j->handle, (const unsigned char *)"\n", 1);
    rc = finish(j, status, at);
    if (rc)
        handle_drop(j);
    return rc;
}

int json_new(struct json **out, const struct json_limits *limits, struct error *err)
{
    struct json *j = calloc(1, sizeof(*j));
    size_t *keys = calloc(limits->depth + 1, sizeof(*keys));
    if (!j || !keys) {
        free(j);
        free(keys);
        return error_memory(err);
    }
    j->limits = *limits;
    j->keys = keys;
    *out = j;
    return 0;
}

void json_free(struct json *j)
{
    if (!j)
        return;
    handle_drop(j);
    free(j->pool.bytes);
    free(j->keys);
    free(j);
}
