/* Messages about packs: every one says the file, the line and what in it is meant, and
 * where a name was mistyped the nearest real one. */
#include "pack/inside.h"

#include "base/utf8.h"

enum { SPOT_PATH_MAX = 512 };

static struct spot spot_make(struct slice path, size_t line, const char *verb,
                             struct slice name)
{
    struct spot spot = {.path = path, .line = line};
    if (name.len > NAME_MAX_BYTES)
        name.len = utf8_cut(name, NAME_MAX_BYTES);
    (void)snprintf(spot.name, sizeof(spot.name), "%s \"%.*s\"", verb, SLICE_ARG(name));
    return spot;
}

struct spot spot_of(const struct pack_declaration *d)
{
    char verb[16];
    (void)snprintf(verb, sizeof(verb), "%.*s", SLICE_ARG(d->verb));
    return spot_make(d->path, d->line, verb, d->name);
}

struct spot spot_of_rule(const struct rule *rule)
{
    return spot_make(rule->path, rule->line, "rule", rule->id);
}

struct spot spot_of_pack(const struct pack *pack)
{
    return spot_make(pack->path, pack->line, "pack", pack->name);
}

struct spot spot_within(const struct spot *spot, struct slice key)
{
    struct spot inner = *spot;
    size_t len = strlen(inner.name), room = sizeof(inner.name) - len;
    char mark = len > 0 && inner.name[len - 1] == '"' ? ' ' : '.';
    if (key.len > NAME_MAX_BYTES)
        key.len = utf8_cut(key, NAME_MAX_BYTES);
    if (key.len + 2 <= room)
        (void)snprintf(inner.name + len, room, "%c%.*s", mark, SLICE_ARG(key));
    return inner;
}

static void text_append(char *text, const char *more)
{
    size_t len = strlen(text);
    struct slice tail = slice_str(more);
    tail.len = utf8_cut(tail, ERROR_MESSAGE_MAX - 1 - len);
    memcpy(text + len, tail.ptr, tail.len);
    text[len + tail.len] = '\0';
}

void spot_append(struct error *err, const char *zh, const char *en)
{
    if (!err)
        return;
    text_append(err->zh, zh);
    text_append(err->en, en);
}

static void near_append(struct error *err, struct slice name)
{
    char zh[256], en[256];
    (void)snprintf(zh, sizeof(zh), "；是否想写“%.*s”？", SLICE_ARG(name));
    (void)snprintf(en, sizeof(en), "; did you mean \"%.*s\"?", SLICE_ARG(name));
    spot_append(err, zh, en);
}

int spot_error(const struct spot *spot, const struct near *near, struct error *err)
{
    if (!err)
        return ERR_PACK;
    if (near && near->best.len)
        near_append(err, near->best);
    char path[SPOT_PATH_MAX];
    (void)snprintf(path, sizeof(path), "%.*s", SLICE_ARG(spot->path));
    error_locate(err, spot->name, 0);
    error_locate(err, path, spot->line);
    return ERR_PACK;
}
