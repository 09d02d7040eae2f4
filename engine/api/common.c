/* Errors, texts and the names that options accept. */
#include "api/api.h"

_Static_assert((int)JIHE_ERROR_MEMORY == (int)ERR_MEMORY &&
                   (int)JIHE_ERROR_IO == (int)ERR_IO &&
                   (int)JIHE_ERROR_INPUT == (int)ERR_INPUT &&
                   (int)JIHE_ERROR_LIMIT == (int)ERR_LIMIT &&
                   (int)JIHE_ERROR_PACK == (int)ERR_PACK &&
                   (int)JIHE_ERROR_USAGE == (int)ERR_USAGE &&
                   (int)JIHE_ERROR_STOPPED == (int)ERR_STOPPED,
               "public and inner error codes are the same numbers");
_Static_assert((int)JIHE_MESSAGE_MAX == (int)ERROR_MESSAGE_MAX,
               "and messages have the same length");

const char *jihe_version(void)
{
    return JIHE_VERSION;
}

int api_error(jihe_error *to, const struct error *from, int code)
{
    if (!to || code == JIHE_OK)
        return code;
    to->code = code;
    memcpy(to->zh, from->zh, sizeof(to->zh));
    memcpy(to->en, from->en, sizeof(to->en));
    return code;
}

int api_loaded(const jihe_engine *e, struct error *err)
{
    return e->engine ? 0 : error_set(err, ERR_USAGE, "尚未载入规则", "no rules are loaded");
}

jihe_text api_text(struct slice s)
{
    return (jihe_text){s.ptr, s.len};
}

char *api_copy(const char *s)
{
    size_t n = strlen(s) + 1;
    char *copy = malloc(n);
    if (copy)
        memcpy(copy, s, n);
    return copy;
}

void api_free(const char *text)
{
    union {
        const char *text;
        void *memory;
    } block = {.text = text};
    free(block.memory);
}

static const char *form_key(size_t place)
{
    size_t form = place + FORM_DECLARATION;
    return form < FORM_COUNT ? form_name((enum form_kind)form).ptr : NULL;
}

const char *jihe_name(jihe_names which, size_t place)
{
    static const char *const stages[] = {"self", "submit", "department", "finance"};
    switch (which) {
    case JIHE_NAMES_FORMATS: return write_format_name(place);
    case JIHE_NAMES_FORMS: return form_key(place);
    case JIHE_NAMES_STAGES: return place < 4 ? stages[place] : NULL;
    case JIHE_NAMES_SEVERITIES:
        return place < 3 ? severity_name((enum severity)(SEVERITY_ERROR - place)).ptr
                         : NULL;
    case JIHE_NAMES_RECORDS: return record_format_name(place);
    case JIHE_NAMES_REVIEWS: return review_format_name(place);
    }
    return NULL;
}

int api_name_find(jihe_names which, const char *name)
{
    const char *known;
    for (size_t i = 0; (known = jihe_name(which, i)) != NULL; i++)
        if (!strcmp(known, name))
            return (int)i;
    return -1;
}

const char *jihe_format_for_path(const char *path)
{
    const struct write_format *format = write_format_for_path(slice_str(path));
    const char *name;
    for (size_t i = 0; format && (name = write_format_name(i)) != NULL; i++)
        if (write_format_find(slice_str(name)) == format)
            return name;
    return NULL;
}

const char *jihe_records_for_path(const char *path)
{
    const struct record_format *format = record_format_for_path(path);
    const char *name;
    for (size_t i = 0; format && (name = record_format_name(i)) != NULL; i++)
        if (record_format_find(slice_str(name)) == format)
            return name;
    return NULL;
}

int api_region_check(const struct pack_set *set, const char *region, struct error *err)
{
    struct near near;
    near_init(&near, slice_str(region));
    if (!region || pack_region_known(set, slice_str(region), &near))
        return 0;
    if (near.best.len == 0)
        return error_set(err, ERR_USAGE, "没有财政区划“%s”", "there is no region \"%s\"",
                         region);
    return error_set(err, ERR_USAGE, "没有财政区划“%s”，是否指 %.*s？",
                     "there is no region \"%s\"; did you mean %.*s?", region,
                     SLICE_ARG(near.best));
}
