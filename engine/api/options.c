/* What to check and how. Values are checked here as far as they can be without the rules.
 */
#include "api/api.h"

enum { INPUTS_MAX = 1 << 20, PARAMS_MAX = 4096, JOBS_MAX = 1024 };

jihe_options *jihe_options_new(void)
{
    jihe_options *o = calloc(1, sizeof(*o));
    if (!o)
        return NULL;
    o->descriptor = -1;
    o->format = write_format_find(SLICE("text"));
    return o;
}

void jihe_options_free(jihe_options *o)
{
    if (!o)
        return;
    for (size_t i = 0; i < o->input_count; i++)
        free(o->inputs[i]);
    for (size_t i = 0; i < o->param_count; i++)
        api_free(o->params[i].name.ptr);
    free(o->inputs);
    free(o->params);
    free(o->region);
    free(o->baseline);
    free(o->waivers);
    free(o->output);
    free(o);
}

/* Replaces an owned text. */
static int text_set(char **to, const char *text)
{
    char *copy = api_copy(text);
    if (!copy)
        return JIHE_ERROR_MEMORY;
    free(*to);
    *to = copy;
    return JIHE_OK;
}

int jihe_options_input(jihe_options *o, const char *path)
{
    if (!path[0] || o->input_count >= INPUTS_MAX)
        return JIHE_ERROR_USAGE;
    char **grown = realloc(o->inputs, (o->input_count + 1) * sizeof(*grown));
    if (!grown)
        return JIHE_ERROR_MEMORY;
    o->inputs = grown;
    grown[o->input_count] = api_copy(path);
    if (!grown[o->input_count])
        return JIHE_ERROR_MEMORY;
    o->input_count++;
    return JIHE_OK;
}

int jihe_options_region(jihe_options *o, const char *region)
{
    return region[0] ? text_set(&o->region, region) : JIHE_ERROR_USAGE;
}

int jihe_options_year(jihe_options *o, int year)
{
    if (year < 1900 || year > 2999)
        return JIHE_ERROR_USAGE;
    o->year = year;
    return JIHE_OK;
}

int jihe_options_form(jihe_options *o, const char *form)
{
    enum form_kind kind = form_find(slice_str(form));
    if (kind == FORM_UNKNOWN)
        return JIHE_ERROR_USAGE;
    o->form = kind;
    return JIHE_OK;
}

int jihe_options_stage(jihe_options *o, const char *stage)
{
    int place = api_name_find(JIHE_NAMES_STAGES, stage);
    if (place < 0)
        return JIHE_ERROR_USAGE;
    o->stage = (enum stage)(place + STAGE_SELF);
    return JIHE_OK;
}

int jihe_options_baseline(jihe_options *o, const char *path)
{
    return path[0] ? text_set(&o->baseline, path) : JIHE_ERROR_USAGE;
}

int jihe_options_waivers(jihe_options *o, const char *path)
{
    return path[0] ? text_set(&o->waivers, path) : JIHE_ERROR_USAGE;
}

int jihe_options_as_of(jihe_options *o, const char *time)
{
    int when = when_read(slice_str(time));
    if (when < 0)
        return JIHE_ERROR_USAGE;
    o->as_of = when;
    return JIHE_OK;
}

/* One allocation holds both texts; it begins with the name. */
static bool param_make(struct param_override *p, const char *name, const char *value)
{
    size_t n = strlen(name), v = strlen(value);
    char *memory = malloc(n + v + 1);
    if (!memory)
        return false;
    memcpy(memory, name, n);
    memcpy(memory + n, value, v);
    *p = (struct param_override){{memory, n}, {memory + n, v}};
    return true;
}

int jihe_options_param(jihe_options *o, const char *name, const char *value)
{
    struct param_override made;
    if (!name[0] || o->param_count >= PARAMS_MAX)
        return JIHE_ERROR_USAGE;
    if (!param_make(&made, name, value))
        return JIHE_ERROR_MEMORY;
    for (size_t i = 0; i < o->param_count; i++)
        if (slice_equal(o->params[i].name, made.name)) {
            api_free(o->params[i].name.ptr);
            o->params[i] = made;
            return JIHE_OK;
        }
    struct param_override *grown =
        realloc(o->params, (o->param_count + 1) * sizeof(*grown));
    if (!grown) {
        api_free(made.name.ptr);
        return JIHE_ERROR_MEMORY;
    }
    o->params = grown;
    grown[o->param_count++] = made;
    return JIHE_OK;
}

int jihe_options_jobs(jihe_options *o, int jobs)
{
    if (jobs < 0 || jobs > JOBS_MAX)
        return JIHE_ERROR_USAGE;
    o->jobs = jobs;
    return JIHE_OK;
}

int jihe_options_format(jihe_options *o, const char *format)
{
    const struct write_format *found = write_format_find(slice_str(format));
    if (!found || api_name_find(JIHE_NAMES_FORMATS, format) < 0)
        return JIHE_ERROR_USAGE;
    o->format = found;
    return JIHE_OK;
}

void jihe_options_language(jihe_options *o, jihe_language language)
{
    o->write.language = language == JIHE_ENGLISH ? LANGUAGE_EN : LANGUAGE_ZH;
}

int jihe_options_output(jihe_options *o, const char *path)
{
    if (!path[0])
        return JIHE_ERROR_USAGE;
    o->descriptor = -1;
    return text_set(&o->output, path);
}

int jihe_options_descriptor(jihe_options *o, int descriptor)
{
    if (descriptor < 0)
        return JIHE_ERROR_USAGE;
    free(o->output);
    o->output = NULL;
    o->descriptor = descriptor;
    return JIHE_OK;
}

void jihe_options_terminal(jihe_options *o, size_t columns, int colour)
{
    o->write.columns = columns;
    o->write.colour = colour != 0;
}

void jihe_options_quiet(jihe_options *o, int quiet)
{
    o->write.quiet = quiet != 0;
}
