/* What commands that read forms have in common. */
#include "cli/fill.h"

#include "base/file.h"

/* Splits NAME=VALUE; options_parse saw to the '='. */
static int param_add(jihe_options *o, const char *text)
{
    const char *equals = strchr(text, '=');
    char *name = file_join("", text);
    if (!name)
        return JIHE_ERROR_MEMORY;
    name[equals - text] = '\0';
    int rc = jihe_options_param(o, name, equals + 1);
    free(name);
    return rc;
}

int fill_inputs(jihe_options *o, const struct settings *s)
{
    int rc = 0;
    for (size_t i = 0; i < s->operand_count && rc == 0; i++)
        rc = jihe_options_input(o, s->operands[i]);
    return rc;
}

int fill_terms(jihe_options *o, const struct settings *s)
{
    int rc = s->region ? jihe_options_region(o, s->region) : 0;
    if (rc == 0 && s->year)
        rc = jihe_options_year(o, s->year);
    if (rc == 0 && s->stage)
        rc = jihe_options_stage(o, s->stage);
    if (rc == 0 && s->as_of)
        rc = jihe_options_as_of(o, s->as_of);
    return rc;
}

int fill_options(jihe_options *o, const struct settings *s)
{
    int rc = fill_inputs(o, s);
    for (size_t i = 0; i < s->param_count && rc == 0; i++)
        rc = param_add(o, s->params[i]);
    if (rc == 0)
        rc = fill_terms(o, s);
    if (rc == 0 && s->form)
        rc = jihe_options_form(o, s->form);
    if (rc == 0)
        rc = jihe_options_jobs(o, s->jobs);
    jihe_options_language(o, s->english ? JIHE_ENGLISH : JIHE_CHINESE);
    return rc;
}
