/* The register of statutes: what rules and parameters rest on, from when to when, and how sure the
 * register is of it. A document known by hearsay alone carries no error, and neither does one that
 * was not in force when the record was due. */
#include "pack/inside.h"

/* ---- one statute ---- */

static const char *const standings[] = {"checked", "seen", "second-hand", "memory"};

static int standing_check(struct slice standing, const struct spot *spot,
                          struct error *err)
{
    struct spot inner = spot_within(spot, SLICE("standing"));
    size_t at = 0;
    return standing.len ? shape_choice(standing, standings, 4, &at, &inner, err) : 0;
}

/* { ["第十二条"] = "what it says", … }, or a list of names. */
static int articles_check(const struct plain *articles, const struct spot *spot,
                          struct error *err)
{
    struct spot inner = spot_within(spot, SLICE("articles"));
    bool good = true;
    for (size_t i = 0; articles && i < articles->item_count && good; i++)
        good = articles->items[i].kind == PLAIN_TEXT;
    for (size_t i = 0; articles && i < articles->entry_count && good; i++)
        good = articles->entries[i].value.kind == PLAIN_TEXT;
    if (good)
        return 0;
    error_set(err, ERR_PACK, "应如 { [\"第十二条\"] = \"大意\" }",
              "must be like { [\"第十二条\"] = \"what it says\" }");
    return spot_error(&inner, NULL, err);
}

static int statute_unique(const struct pack_set *set, const struct statute *s,
                          const struct spot *spot, struct error *err)
{
    size_t at = scope_here(set, SCOPE_STATUTE, s->pack, s->id);
    if (at == SIZE_MAX)
        return 0;
    error_set(err, ERR_PACK, "依据“%.*s”在 %.*s:%zu 已登记",
              "the statute \"%.*s\" is registered at %.*s:%zu already", SLICE_ARG(s->id),
              SLICE_ARG(set->statutes[at].path), set->statutes[at].line);
    return spot_error(spot, NULL, err);
}

static const struct shape_key statute_keys[] = {
    {"title", IS_TEXT, true},
    {"number", IS_TEXT, false},
    {"number_en", IS_TEXT, false},
    {"issuer", IS_TEXT, false},
    {"from", IS_TEXT | IS_NUMBER, false},
    {"until_", IS_TEXT | IS_NUMBER, false},
    {"standing", IS_TEXT, false},
    {"articles", IS_TABLE, false},
    {"note", IS_TEXT, false},
    {"caveat", IS_TEXT, false},
    {"caveat_en", IS_TEXT, false},
};

static int statute_read(const struct pack_set *set, struct statute *s,
                        const struct plain *body, const struct spot *spot,
                        struct error *err)
{
    if (!name_is_id(s->id)) {
        error_set(err, ERR_PACK, "编号只能由字母、数字、“.”“-”“_”组成，至多 64 个",
                  "an id is made of up to 64 letters, digits, \".\", \"-\" and \"_\"");
        return spot_error(spot, NULL, err);
    }
    int rc = shape_check(body, statute_keys, sizeof(statute_keys) / sizeof(*statute_keys),
                         false, spot, err);
    if (rc)
        return rc;
    s->number = plain_text(body, SLICE("number"));
    s->number_en = plain_text(body, SLICE("number_en"));
    s->title = plain_text(body, SLICE("title"));
    s->issuer = plain_text(body, SLICE("issuer"));
    s->note = plain_text(body, SLICE("note"));
    s->caveat = plain_text(body, SLICE("caveat"));
    s->caveat_en = plain_text(body, SLICE("caveat_en"));
    s->standing = plain_text(body, SLICE("standing"));
    s->articles = plain_get(body, SLICE("articles"));
    rc = span_read(body, "from", "until_", &s->span, spot, err);
    if (rc == 0)
        rc = standing_check(s->standing, spot, err);
    if (rc == 0)
        rc = articles_check(s->articles, spot, err);
    return rc ? rc : statute_unique(set, s, spot, err);
}

int pack_add_statute(struct pack_set *set, const struct pack_declaration *d,
                     struct error *err)
{
    struct spot spot = spot_of(d);
    struct statute s = {.id = d->name, .path = d->path, .line = d->line};
    int rc = pack_of_folder(set, d, &s.pack, err);
    if (rc == 0)
        rc = statute_read(set, &s, d->body, &spot, err);
    if (rc)
        return rc;
    struct statute *items =
        array_room(set->statutes, set->statute_count, &set->statute_cap, sizeof(*items));
    if (!items)
        return error_memory(err);
    set->statutes = items;
    items[set->statute_count] = s;
    return scope_add(set, SCOPE_STATUTE, s.pack, s.id, set->statute_count++, err);
}

bool statute_in_force(const struct statute *s, int when)
{
    return span_holds(s->span, when);
}

/* ---- what rests on them ---- */

struct slice citation_split(struct slice cited, struct slice *article)
{
    size_t at = slice_find(cited, SLICE("#"), 0);
    *article = at == SIZE_MAX ? SLICE_NONE : slice_from(cited, at + 1);
    return at == SIZE_MAX ? cited : slice_sub(cited, 0, at);
}

static int statute_unknown(const struct pack_set *set, uint32_t pack, struct slice id,
                           const struct spot *spot, struct error *err)
{
    struct near near;
    near_init(&near, id);
    for (size_t k = 0; k < set->statute_count; k++)
        if (pack_is_within(set, pack, set->statutes[k].pack))
            near_offer(&near, set->statutes[k].id);
    error_set(err, ERR_PACK, "依据登记簿里没有“%.*s”",
              "no statute \"%.*s\" is registered for this pack", SLICE_ARG(id));
    return spot_error(spot, &near, err);
}

/* An article that is cited must be in the register where the register has any of the statute. */
static int article_check(const struct statute *s, struct slice article,
                         const struct spot *spot, struct error *err)
{
    const struct plain *list = s->articles;
    struct near near;
    if (article.len == 0 || !list || plain_get(list, article))
        return 0;
    near_init(&near, article);
    for (size_t i = 0; i < list->entry_count; i++)
        near_offer(&near, list->entries[i].key);
    for (size_t i = 0; i < list->item_count; i++) {
        if (slice_equal(list->items[i].text, article))
            return 0;
        near_offer(&near, list->items[i].text);
    }
    error_set(err, ERR_PACK, "依据“%.*s”没有登记“%.*s”",
              "the statute \"%.*s\" has no article \"%.*s\" in the register",
              SLICE_ARG(s->id), SLICE_ARG(article));
    return spot_error(spot, &near, err);
}

int citations_resolve(const struct pack_set *set, uint32_t pack, const struct slice *basis,
                      size_t count, const struct spot *spot, struct error *err)
{
    int rc = 0;
    for (size_t i = 0; i < count && rc == 0; i++) {
        struct slice article, id = citation_split(basis[i], &article);
        size_t at = scope_find(set, SCOPE_STATUTE, pack, id);
        rc = at == SIZE_MAX ? statute_unknown(set, pack, id, spot, err)
                            : article_check(&set->statutes[at], article, spot, err);
    }
    return rc;
}

enum footing basis_footing(const struct pack_set *set, uint32_t pack, const struct slice *basis,
                           size_t count, int when)
{
    enum footing best = count ? FOOTING_NONE : FOOTING_FIRM;
    for (size_t i = 0; i < count && best != FOOTING_FIRM; i++) {
        struct slice article;
        size_t at = scope_find(set, SCOPE_STATUTE, pack, citation_split(basis[i], &article));
        if (at == SIZE_MAX || !statute_in_force(&set->statutes[at], when))
            continue;
        best = slice_equal(set->statutes[at].standing, SLICE("second-hand")) ? FOOTING_HEARSAY
                                                                             : FOOTING_FIRM;
    }
    return best;
}
