/* Where a row begins cannot be told from the dump; but a level is known by its ending, two stand side by
 * side, and what is missing on the left is blank on the right. Only rows where all of that holds are moved. */
#include "decode/ragged.h"

static bool is_level(struct slice text)
{
    text = slice_trim(text);
    return text.len > strlen("指标") && text.len <= 64 && slice_ends(text, SLICE("指标"));
}

static bool is_blank(const struct copy_cell *c)
{
    return slice_trim(c->text).len == 0;
}

static bool is_pair(const struct copy_cell *cells)
{
    return is_level(cells[0].text) && is_level(cells[1].text);
}

bool ragged_row(struct copy_cell *cells, const struct copy_cell *above, uint32_t count,
                uint32_t level1)
{
    uint32_t at = 0;
    if (level1 == RAGGED_NONE || level1 + 1 >= count)
        return false;
    while (at < level1 && !is_pair(cells + at))
        at++;
    uint32_t shift = level1 - at;
    for (uint32_t k = count - shift; k < count; k++)
        if (!is_blank(&cells[k]))
            return false;
    if (shift == 0)
        return false;
    memmove(cells + shift, cells, (count - shift) * sizeof(*cells));
    memcpy(cells, above, shift * sizeof(*cells));
    return true;
}
