/* Edit distance in characters (with a swap of neighbours as one edit), bounded, for "did you mean". */
#include "base/near.h"

#include "base/utf8.h"

enum { NEAR_CHARS = 64, NEAR_MOST = 4 };

void near_init(struct near *n, struct slice wanted)
{
    *n = (struct near){.wanted = wanted, .distance = SIZE_MAX};
}

static size_t characters(struct slice s, uint32_t out[NEAR_CHARS])
{
    size_t n = 0;
    for (size_t pos = 0; pos < s.len && n < NEAR_CHARS; n++) {
        uint32_t c = utf8_next(s, &pos);
        out[n] = c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    return n;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t distance(const uint32_t *a, size_t m, const uint32_t *b, size_t n)
{
    size_t rows[3][NEAR_CHARS + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= n; j++)
        last[j] = j;
    for (size_t i = 1; i <= m; i++) {
        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            now[j] = least(last[j - 1] + (a[i - 1] != b[j - 1]), least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[n];
}

void near_offer(struct near *near, struct slice name)
{
    uint32_t a[NEAR_CHARS], b[NEAR_CHARS];
    size_t m = characters(near->wanted, a), n = characters(name, b);
    size_t longer = m > n ? m : n;
    size_t most = longer / 3 ? least(longer / 3, NEAR_MOST) : 1;
    if ((m > n ? m - n : n - m) > most)
        return;
    size_t d = distance(a, m, b, n);
    if (d <= most && d < near->distance && d < longer) {
        near->distance = d;
        near->best = name;
    }
}
