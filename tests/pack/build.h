/* Packs for tests, without Lua and without files: declarations whose bodies are written
 * as the inside of a manifest is, read by a small parser into plain tables. */
#ifndef TESTS_PACK_BUILD_H
#define TESTS_PACK_BUILD_H

#include "pack/pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* ---- { key = value, ["key"] = value, value }: 'text', 12.5, true, false, fn ---- */

struct reader {
    struct arena *arena;
    const char *at;
    bool failed; /* out of memory */
};

static inline struct plain read_value(struct reader *r);

static inline void read_blank(struct reader *r)
{
    while (*r->at == ' ' || *r->at == '\n' || *r->at == ',')
        r->at++;
}

static inline struct slice read_text(struct reader *r)
{
    struct slice s = slice_of(r->at + 1, strcspn(r->at + 1, "'"));
    r->at += s.len + 2;
    return s;
}

static inline struct slice read_name(struct reader *r)
{
    struct slice s = slice_of(
        r->at,
        strspn(r->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789"));
    r->at += s.len;
    return s;
}

/* `key =` or `['key'] =`; the empty slice, and nothing read, before a bare value. */
static inline struct slice read_key(struct reader *r)
{
    const char *start = r->at;
    struct slice key = SLICE_NONE;
    if (*r->at == '[') {
        r->at++;
        key = read_text(r);
        r->at++;
    } else {
        key = read_name(r);
    }
    read_blank(r);
    if (*r->at == '=' && key.len) {
        r->at++;
        return key;
    }
    r->at = start;
    return SLICE_NONE;
}

static inline int entry_compare(const void *a, const void *b)
{
    return slice_compare(((const struct plain_entry *)a)->key,
                         ((const struct plain_entry *)b)->key);
}

static inline struct plain read_table(struct reader *r)
{
    struct plain table = {.kind = PLAIN_TABLE};
    size_t most = 1;
    for (const char *p = r->at; *p; p++)
        most += *p == ',';
    struct plain_entry *entries = arena_zero(r->arena, most, sizeof(*entries));
    struct plain *items = arena_zero(r->arena, most, sizeof(*items));
    r->failed = r->failed || !entries || !items;
    for (r->at++, read_blank(r); *r->at && *r->at != '}' && !r->failed; read_blank(r)) {
        struct slice key = read_key(r);
        read_blank(r);
        if (key.len)
            entries[table.entry_count++] = (struct plain_entry){key, read_value(r)};
        else
            items[table.item_count++] = read_value(r);
    }
    r->at++;
    if (table.entry_count)
        qsort(entries, table.entry_count, sizeof(*entries), entry_compare);
    table.entries = entries;
    table.items = items;
    return table;
}

static inline struct plain read_value(struct reader *r)
{
    struct plain value = {0};
    read_blank(r);
    if (*r->at == '{')
        return read_table(r);
    if (*r->at == '\'')
        return (struct plain){.kind = PLAIN_TEXT, .text = read_text(r)};
    struct slice word = slice_of(r->at, strcspn(r->at, " ,}\n"));
    r->at += word.len;
    value.kind = PLAIN_BOOLEAN;
    value.boolean = slice_equal(word, SLICE("true"));
    if (slice_equal(word, SLICE("fn")))
        value.kind = PLAIN_FUNCTION;
    else if (decimal_parse(word, &value.number))
        value.kind = PLAIN_NUMBER;
    return value;
}

/* ---- declarations ---- */

struct decl {
    const char *path; /* "420000-hubei/pack.lua" */
    const char *verb, *name, *body;
    const char *params; /* rules: the parameters its text uses, set apart by blanks */
};

enum { DECLS_MAX = 64, FOLDERS_MAX = 32 };

struct fixture {
    struct pack_set set;
    struct pack_scan scan;
    struct pack_folder folders[FOLDERS_MAX];
    char names[FOLDERS_MAX][2][128];
    struct error err;
};

static inline void fixture_init(struct fixture *f)
{
    memset(f, 0, sizeof(*f));
    pack_set_init(&f->set);
    f->scan.folders = f->folders;
}

static inline void fixture_release(struct fixture *f)
{
    pack_set_release(&f->set);
}

/* The folder of the longest pack path that encloses `path`, without `except`; -1 for
 * none. */
static inline int64_t folder_of(const struct fixture *f, const char *path, int64_t except)
{
    int64_t best = -1;
    size_t longest = 0;
    for (size_t i = 0; i < f->scan.folder_count; i++) {
        size_t len = strlen(f->folders[i].path);
        if ((int64_t)i != except && len > longest &&
            strncmp(path, f->folders[i].path, len) == 0 && path[len] == '/') {
            best = (int64_t)i;
            longest = len;
        }
    }
    return best;
}

static inline void folder_add(struct fixture *f, const char *path)
{
    size_t n = f->scan.folder_count, len = (size_t)(strrchr(path, '/') - path);
    for (size_t i = 0; i < n; i++)
        if (strlen(f->folders[i].path) == len &&
            strncmp(path, f->folders[i].path, len) == 0)
            return;
    char *whole = f->names[n][0], *last = f->names[n][1];
    (void)snprintf(whole, sizeof(f->names[n][0]), "%.*s", (int)len, path);
    const char *slash = strrchr(whole, '/');
    (void)snprintf(last, sizeof(f->names[n][1]), "%s", slash ? slash + 1 : whole);
    f->folders[n] = (struct pack_folder){last, whole, -1};
    f->scan.folder_count++;
    f->folders[n].parent = folder_of(f, whole, (int64_t)n);
}

static inline size_t params_split(const char *text, struct slice out[8])
{
    size_t n = 0;
    for (; text && *text && n < 8; text += strspn(text, " ")) {
        out[n] = slice_of(text, strcspn(text, " "));
        text += out[n++].len;
    }
    return n;
}

static inline int decl_add(struct fixture *f, const struct decl *decl)
{
    struct plain *body = arena_alloc(&f->set.arena, sizeof(*body));
    struct reader r = {&f->set.arena, decl->body, body == NULL};
    if (body)
        *body = read_value(&r);
    if (r.failed)
        return error_memory(&f->err);
    struct pack_declaration d = {slice_str(decl->verb),
                                 slice_str(decl->name),
                                 slice_str(decl->path),
                                 1,
                                 body,
                                 (uint32_t)folder_of(f, decl->path, -1)};
    struct slice params[8];
    size_t n = params_split(decl->params, params);
    if (strcmp(decl->verb, "pack") == 0)
        return pack_add_manifest(&f->set, &f->scan, &d, &f->err);
    if (strcmp(decl->verb, "statute") == 0)
        return pack_add_statute(&f->set, &d, &f->err);
    if (strcmp(decl->verb, "rule") == 0)
        return pack_add_rule(&f->set, &d, slice_str("text"), params, n, &f->err);
    return pack_add_data(&f->set, &d, &f->err);
}

/* Adds manifests first, as a scan does, then the rest in order. */
static inline int fixture_add(struct fixture *f, const struct decl *decls, size_t count)
{
    int rc = 0;
    for (size_t i = 0; i < count; i++)
        if (strcmp(decls[i].verb, "pack") == 0)
            folder_add(f, decls[i].path);
    for (int manifests = 1; manifests >= 0; manifests--)
        for (size_t i = 0; i < count && rc == 0; i++)
            if ((strcmp(decls[i].verb, "pack") == 0) == manifests)
                rc = decl_add(f, &decls[i]);
    return rc;
}

static inline size_t decls_count(const struct decl *decls)
{
    size_t n = 0;
    while (n < DECLS_MAX && decls[n].path)
        n++;
    return n;
}

/* `base` with those of `more` in it: one with the path and name of a base declaration
 * replaces it. */
static inline int fixture_load(struct fixture *f, const struct decl *base,
                               const struct decl *more)
{
    struct decl all[DECLS_MAX];
    size_t n = 0, extra = decls_count(more);
    for (size_t i = 0; i < decls_count(base); i++) {
        bool replaced = false;
        for (size_t k = 0; k < extra; k++)
            replaced = replaced || (strcmp(base[i].path, more[k].path) == 0 &&
                                    strcmp(base[i].name, more[k].name) == 0);
        if (!replaced)
            all[n++] = base[i];
    }
    for (size_t k = 0; k < extra; k++)
        all[n++] = more[k];
    fixture_init(f);
    int rc = fixture_add(f, all, n);
    return rc ? rc : pack_link(&f->set, &f->err);
}

static inline uint32_t pack_named(const struct pack_set *set, const char *name)
{
    for (size_t i = 0; i < set->pack_count; i++)
        if (slice_equal(set->packs[i].name, slice_str(name)))
            return (uint32_t)i;
    fail_msg("no pack %s", name);
    return 0;
}

/* Three packs, one below the other, and what belongs to them. */
#define R "title='T', aspect='A', check=fn"
static const struct decl base_decls[] = {
    {"national/pack.lua", "pack", "national",
     "{ title='全国', version='2026.1', engine='>=0.1, <9', names={'全国','中央'}, "
     "parameters={"
     " floor={type='percent', default=60, min=0, max=100, stricter='higher',"
     "        negotiable={min=50, max=70}, why='w'},"
     " limit={type='number', unit='字', default=100, min=10, max=200, stricter='lower'},"
     " budget={type='money', unit='万元', default=100, min=1, stricter='lower'},"
     " fee={type='money', unit='元', default=50000, stricter='lower'},"
     " mode={type='text', default='a', negotiable=true}, fixed={type='text', "
     "default='f'},"
     " strict={type='flag', default=false, stricter='higher'},"
     " months={type='list', default={3,6}, negotiable=true},"
     " plan={type='map', default={a=1}, negotiable=true} } }",
     NULL},
    {"national/statutes.lua", "statute", "mof-2020-10",
     "{ number='财预〔2020〕10号', title='办法', from='2020-02-25', standing='seen' }",
     NULL},
    {"national/statutes.lua", "statute", "mof-2015-88",
     "{ title='旧办法', from='2015', until_='2019-12', standing='memory' }", NULL},
    {"national/data/words.lua", "words", "vague",
     "{ title='空话', '有效', '明显', '有效提升' }", NULL},
    {"national/data/codes.lua", "codes", "bands", "{ title='档', a=90, b=80 }", NULL},
    {"national/data/levels.lua", "codes", "level1",
     "{ ['产出指标']={'产出','预期产出'}, ['效益指标']={'效益','效果指标'} }", NULL},
    {"national/data/levels.lua", "codes", "level2",
     "{ ['数量指标']={'数量','产出数量'} }", NULL},
    {"national/data/divisions.lua", "codes", "divisions",
     "{ ['110000']='北京市', ['130000']='河北省', ['220000']='吉林省', "
     "['420000']='湖北省',"
     "  ['150000']='内蒙古自治区', ['450000']='广西壮族自治区' }",
     NULL},
    {"national/a/A-1.lua", "rule", "A-1",
     "{ " R ", severity='error', each='project', basis={'mof-2020-10'},"
     "  negotiable={severity='warning', off=true}, where={form='self_evaluation'} }",
     "floor"},
    {"national/a/A-2.lua", "rule", "A-2",
     "{ " R ", severity='warning', each='indicator', basis={}, needs={'A-3'},"
     "  where={form={'target','自评表'}, level1='产出', level2={'数量指标'}, "
     "term='annual'} }",
     NULL},
    {"national/a/A-3.lua", "rule", "A-3",
     "{ " R
     ", severity='warning', each='project', basis={'mof-2015-88'}, needs={'A-4'} }",
     NULL},
    {"national/a/A-4.lua", "rule", "A-4",
     "{ " R ", severity='note', each='project', basis={'mof-2015-88','mof-2020-10'},"
     "  bad={{a='1'}}, good={{b='2'}} }",
     NULL},
    {"national/a/G-1.lua", "rule", "G-1",
     "{ " R ", severity='error', each='group', by=fn, keep=fn, basis={} }", NULL},
    {"420000-hubei/pack.lua", "pack", "420000",
     "{ title='湖北省', version='2026.1', names={'湖北省','湖北'},"
     "  set={ floor='65%', limit=80 }, rules={ ['A-4']={severity='warning'} } }",
     NULL},
    {"420000-hubei/data/words.lua", "words", "vague", "{ extend=true, '大力', '明显' }",
     NULL},
    {"420000-hubei/HB-1.lua", "rule", "HB-1",
     "{ " R ", severity='note', each='project', basis={}, needs={'A-1'} }", NULL},
    {"420000-hubei/420700-ezhou/pack.lua", "pack", "420700",
     "{ title='鄂州市', version='3', names='鄂州市', effective={from='2023', "
     "until_=2025} }",
     NULL},
    {"420000-hubei/420700-ezhou/EZ-1.lua", "rule", "EZ-1",
     "{ " R ", severity='note', each='project', basis={} }", NULL},
    {"130000-hebei/pack.lua", "pack", "130000", "{ title='河北省', version='1' }", NULL},
    {"130000-hebei/HE-1.lua", "rule", "HE-1",
     "{ " R ", severity='note', each='project', basis={} }", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

/* What a province and a city in it say. */
#define H(body)                                                                          \
    {                                                                                    \
        "420000-hubei/pack.lua", "pack", "420000",                                       \
            "{ title='湖北省', version='2026.1', " body " }", NULL                       \
    }
#define E(body)                                                                          \
    {                                                                                    \
        "420000-hubei/420700-ezhou/pack.lua", "pack", "420700",                          \
            "{ title='鄂州', version='3', " body " }", NULL                              \
    }

#endif
