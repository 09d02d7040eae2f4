/* What the keys of JSON records mean, looked up once per spelling. */
#ifndef JIHE_DECODE_KEYS_H
#define JIHE_DECODE_KEYS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "decode/headings.h"

/* Meanings found so far, by kind of form and enum field_scope. */
struct keys {
    struct map maps[FORM_COUNT][3];
    struct arena names;
    struct heading *found;
    size_t count, cap;
};

void keys_init(struct keys *k);
void keys_release(struct keys *k);
/* A record's own key, a Chinese name or a platform column. ERR_MEMORY. */
int keys_find(struct keys *k, struct slice text, enum field_scope scope, enum form_kind form,
              struct heading *out, struct error *err);

#endif
