/* A plain table seldom has a column for the division: who fills it in says it with the unit's name, and the title of the
 * workbook with its first words. The packs know which names are divisions, so this is no matter for readers. */
#include "run/home.h"

enum { HOME_NAME_MAX = 256 };

bool home_find(const struct pack_set *set, struct project *p)
{
    const struct cell *said[] = {&p->cells[P_UNIT_NAME], &p->cells[P_IMPLEMENTING_UNIT], &p->cells[P_DEPARTMENT], &p->title};
    const struct cell *from = NULL;
    struct slice code = SLICE_NONE;
    if (p->cells[P_REGION].state != CELL_ABSENT)
        return true;
    for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
        struct slice one = said[i]->text.len ? pack_home(set, said[i]->text) : SLICE_NONE;
        if (!one.len || !pack_home_narrower(one, code))
            continue;
        code = one;
        from = said[i];
    }
    if (!from)
        return true;
    char name[HOME_NAME_MAX];
    struct slice full = slice_of(name, pack_home_name(set, code, name, sizeof(name)));
    p->cells[P_REGION] = (struct cell){.at = from->at, .state = CELL_PRESENT};
    return arena_copy(&p->arena, full, &p->cells[P_REGION].text);
}
