/* Messages about packs: every one says the file, the line and what in it is meant, and
 * where a name was mistyped the nearest real one. */
#include "pack/inside.h"

#include "base/utf8.h"

enum { SPOT_PATH_MAX = 512 };

static struct spot spot_make(struct slice path, size_t line, const char *verb,
                             struct slice name, const struct plain *body)
{
    struct spot spot = {.path = path, .line = line, .at = body};
    if (name.len > NAME_MAX_BYTES)
        name.len = utf8_cut(name, NAME_MAX_BYTES);
    (void)snprintf(spot.name, sizeof(spot.name), "%s \"%.*s\"", verb, SLICE_ARG(name));
    return spot;
}

struct spot spot_of(const struct pack_declaration *d)
{
    char verb[16];
    (void)snprintf(verb, sizeof(verb), "%.*s", SLICE_ARG(d->verb));
    return spot_make(d->path, d->line, verb, d->name, d->body);
}

struct spot spot_of_rule(const struct rule *rule)
{
    return spot_make(rule->path, rule->line, "rule", rule->id, rule->body);
}

struct spot spot_of_pack(const struct pack *pack)
{
    return spot_make(pack->path, pack->line, "pack", pack->name, pack->manifest);
}

/* Tables that were read from a file know the lines of what is in them. */
static bool has_lines(const struct plain *at)
{
    return at && at->kind == PLAIN_TABLE && at->lines;
}

static void line_take(struct spot *spot, const struct plain *table, size_t index)
{
    if (table->lines[index])
        spot->line = table->lines[index];
}

struct spot spot_at_key(const struct spot *spot, struct slice key)
{
    struct spot there = *spot;
    size_t i = has_lines(spot->at) ? plain_entry_find(spot->at, key) : SIZE_MAX;
    there.at = i == SIZE_MAX ? NULL : &spot->at->entries[i].value;
    if (i != SIZE_MAX)
        line_take(&there, spot->at, i);
    return there;
}

struct spot spot_at_item(const struct spot *spot, size_t item)
{
    struct spot there = *spot;
    bool known = has_lines(spot->at) && item < spot->at->item_count;
    there.at = known ? &spot->at->items[item] : NULL;
    if (known)
        line_take(&there, spot->at, spot->at->entry_count + item);
    return there;
}

struct spot spot_within(const struct spot *spot, struct slice key)
{
    struct spot inner = spot_at_key(spot, key);
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
