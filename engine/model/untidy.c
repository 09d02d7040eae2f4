/* Asked once per record and cell, so that reading the others costs nothing. */
#include "model/untidy.h"

enum tidy_kind field_tidy(enum field_scope scope, int field)
{
    switch (scope) {
    case SCOPE_PROJECT:
        return field == P_PROJECT_NAME || field == P_UNIT_NAME || field == P_DEPARTMENT ||
                       field == P_IMPLEMENTING_UNIT || field == P_CURRENCY_UNIT
                   ? TIDY_NAME
                   : TIDY_TEXT;
    case SCOPE_INDICATOR:
        return field == I_LEVEL1 || field == I_LEVEL2 || field == I_LEVEL3 || field == I_NATURE ||
                       field == I_LIKELIHOOD
                   ? TIDY_NAME
                   : TIDY_TEXT;
    case SCOPE_GOAL: break;
    }
    return TIDY_TEXT;
}

static bool cell_mark(struct cell *c, enum tidy_kind kind)
{
    return c->untidy = c->text.len && tidy_needed(c->text, kind);
}

static bool cells_mark(struct cell *cells, int count, enum field_scope scope)
{
    bool found = false;
    for (int f = 0; f < count; f++)
        found |= cell_mark(&cells[f], field_tidy(scope, f));
    return found;
}

static bool lists_untidy(const struct project *p)
{
    for (size_t l = 0; l < sizeof(p->lists) / sizeof(*p->lists); l++)
        for (size_t i = 0; i < p->lists[l].count; i++)
            if (tidy_needed(p->lists[l].items[i], TIDY_NAME))
                return true;
    return false;
}

bool project_untidy(struct project *p)
{
    bool found = cells_mark(p->cells, P_COUNT, SCOPE_PROJECT) | lists_untidy(p);
    for (size_t i = 0; i < p->indicator_count; i++)
        found |= cells_mark(p->indicators[i].cells, I_COUNT, SCOPE_INDICATOR);
    for (size_t i = 0; i < p->goal_count; i++)
        found |= cells_mark(p->goals[i].cells, G_COUNT, SCOPE_GOAL);
    for (size_t i = 0; i < p->plan_count; i++)
        found |= cell_mark(&p->plan[i].cell, TIDY_TEXT);
    return found;
}
