/* A new rule: where its file goes, and a text that loads and whose examples pass, so that its author
 * begins with something that works. What the packs do already decides what is not said: the pack and
 * the aspect by the rules whose ids begin alike, the folder by where that aspect's rules lie. */
#include "api/api.h"

enum { TEXT_BYTES_MAX = 1 << 16, SUBJECT_MAX = 64, ID_MAX = 64, NAMES_SHOWN = 512 };

struct draft {
    const struct engine *engine;
    const struct pack_set *set;
    struct slice id, subject, each, form, aspect;
    const struct pack *pack;
    struct slice where; /* the folder below the pack's own */
    bool english;
};

/* Aspects, their folders and the form their rules are about, for packs that have no such rule yet. */
static const struct aspect_default {
    const char *aspect, *folder, *form;
} built_in[] = {
    {"完整性", "completeness", "target"},      {"相关性", "relevance", "target"},
    {"适当性", "appropriateness", "target"},   {"可行性", "feasibility", "target"},
    {"运行监控", "monitoring", "monitoring"},  {"自评质量", "self_evaluation", "self_evaluation"},
    {"公开与保密", "secrecy", "disclosure"},
};
enum { BUILT_IN_COUNT = sizeof(built_in) / sizeof(*built_in) };

static bool is_word(struct slice s, size_t max)
{
    if (s.len == 0 || s.len > max)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool ok = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.';
        if (!ok)
            return false;
    }
    return s.ptr[0] != '.' && s.ptr[0] != '-';
}

/* ---- the id ---- */

static int id_check(const struct draft *d, struct error *err)
{
    if (!is_word(d->id, ID_MAX))
        return error_set(err, ERR_USAGE,
                         "规则编号“%.*s”只能由字母、数字、“.”“-”“_”组成，以字母或数字开头，至多 64 个",
                         "the rule's id \"%.*s\" must be made of up to 64 letters, digits, \".\", "
                         "\"-\" and \"_\", beginning with a letter or digit",
                         SLICE_ARG(d->id));
    for (size_t i = 0; i < d->set->rule_count; i++) {
        const struct rule *r = &d->set->rules[i];
        if (slice_equal(r->id, d->id))
            return error_set(err, ERR_USAGE, "规则编号 %.*s 已被 %.*s 使用，请换一个编号",
                             "the rule id %.*s is taken by %.*s; choose another", SLICE_ARG(d->id),
                             SLICE_ARG(r->path));
    }
    size_t count;
    const struct finding *failures = engine_failures(d->engine, &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal(failures[i].rule_id, d->id))
            return error_set(err, ERR_USAGE, "规则编号 %.*s 已被一个未能载入的文件使用：%.*s",
                             "the rule id %.*s is taken by a file that did not load: %.*s",
                             SLICE_ARG(d->id), SLICE_ARG(failures[i].message_en));
    return 0;
}

/* "HB" of "HB-001". */
static struct slice id_series(struct slice id)
{
    size_t n = 0;
    while (n < id.len && id.ptr[n] != '-' && id.ptr[n] != '_' &&
           !(id.ptr[n] >= '0' && id.ptr[n] <= '9'))
        n++;
    return slice_sub(id, 0, n);
}

/* The rule whose id begins alike and whose pack is `pack` (NULL: any); NULL when there is none. */
static const struct rule *rule_alike(const struct draft *d, const struct pack *pack)
{
    struct slice series = id_series(d->id);
    for (size_t i = 0; series.len && i < d->set->rule_count; i++) {
        const struct rule *r = &d->set->rules[i];
        if (slice_equal(id_series(r->id), series) &&
            (!pack || &d->set->packs[r->pack] == pack))
            return r;
    }
    return NULL;
}

/* ---- the pack ---- */

static bool pack_is(const struct pack *p, struct slice name)
{
    bool named = slice_equal(p->name, name) || slice_equal(p->folder, name) ||
                 slice_equal(p->label, name) || slice_equal(p->title, name);
    for (size_t i = 0; i < p->name_count && !named; i++)
        named = slice_equal(p->names[i], name);
    return named;
}

static int pack_unknown(struct draft *d, struct slice name, struct error *err)
{
    struct near near;
    near_init(&near, name);
    for (size_t i = 0; i < d->set->pack_count; i++) {
        near_offer(&near, d->set->packs[i].name);
        near_offer(&near, d->set->packs[i].folder);
        near_offer(&near, d->set->packs[i].title);
    }
    if (near.best.len)
        return error_set(err, ERR_USAGE, "没有规则包“%.*s”，是否指 %.*s？",
                         "there is no pack \"%.*s\"; did you mean %.*s?", SLICE_ARG(name),
                         SLICE_ARG(near.best));
    return error_set(err, ERR_USAGE,
                     "没有规则包“%.*s”。先在规则文件夹下建文件夹“区划代码-名称”，其中的 pack.lua 写："
                     "pack \"区划代码\" { title = \"名称\", version = \"1\" }",
                     "there is no pack \"%.*s\". First make a folder CODE-NAME in the rules folder, "
                     "with a pack.lua that says: pack \"CODE\" { title = \"name\", version = \"1\" }",
                     SLICE_ARG(name));
}

static int pack_choose(struct draft *d, struct slice name, struct error *err)
{
    const struct rule *alike = rule_alike(d, NULL);
    d->pack = &d->set->packs[alike && !name.len ? alike->pack : d->set->national];
    if (!name.len)
        return 0;
    d->pack = NULL;
    for (size_t i = 0; i < d->set->pack_count && !d->pack; i++)
        if (pack_is(&d->set->packs[i], name))
            d->pack = &d->set->packs[i];
    return d->pack ? 0 : pack_unknown(d, name, err);
}

/* ---- the aspect and its folder ---- */

static int aspect_unknown(const struct draft *d, struct near *near, struct slice all,
                          struct error *err)
{
    if (near->best.len)
        return error_set(err, ERR_USAGE, "没有方面“%.*s”，是否指 %.*s？（可选：%.*s）",
                         "there is no aspect \"%.*s\"; did you mean %.*s? (one of: %.*s)",
                         SLICE_ARG(d->aspect), SLICE_ARG(near->best), SLICE_ARG(all));
    return error_set(err, ERR_USAGE, "没有方面“%.*s”（可选：%.*s）",
                     "there is no aspect \"%.*s\" (one of: %.*s)", SLICE_ARG(d->aspect),
                     SLICE_ARG(all));
}

static int aspect_check(const struct draft *d, struct error *err)
{
    struct near near;
    struct buffer all;
    bool known = false;
    near_init(&near, d->aspect);
    buffer_init(&all, NAMES_SHOWN);
    for (size_t i = 0; i < BUILT_IN_COUNT; i++) {
        known = known || slice_equal(slice_str(built_in[i].aspect), d->aspect);
        near_offer(&near, slice_str(built_in[i].aspect));
        buffer_text(&all, i ? ", " : "");
        buffer_text(&all, built_in[i].aspect);
    }
    for (size_t i = 0; i < d->set->rule_count && !known; i++) {
        known = slice_equal(d->set->rules[i].aspect, d->aspect);
        near_offer(&near, d->set->rules[i].aspect);
    }
    int rc = known ? 0 : aspect_unknown(d, &near, buffer_slice(&all), err);
    buffer_release(&all);
    return rc;
}

/* What lies between the pack's folder and the file: "self_evaluation" or the empty slice. */
static struct slice folder_of(const struct draft *d, const struct rule *r)
{
    struct slice pack = d->set->packs[r->pack].path; /* …/pack.lua */
    size_t start = pack.len - (sizeof("pack.lua") - 1), end = r->path.len;
    while (end > start && r->path.ptr[end - 1] != '/')
        end--;
    return end > start ? slice_sub(r->path, start, end - 1 - start) : SLICE_NONE;
}

/* Where most rules of the aspect lie that the pack has, else that any pack has. */
static bool folder_usual(struct draft *d, const struct pack *pack)
{
    size_t best = 0;
    for (size_t i = 0; i < d->set->rule_count; i++) {
        const struct rule *r = &d->set->rules[i];
        size_t n = 0;
        if (!slice_equal(r->aspect, d->aspect) || (pack && &d->set->packs[r->pack] != pack))
            continue;
        for (size_t k = 0; k < d->set->rule_count; k++) {
            const struct rule *o = &d->set->rules[k];
            n += slice_equal(o->aspect, d->aspect) && (!pack || o->pack == r->pack) &&
                 slice_equal(folder_of(d, o), folder_of(d, r));
        }
        if (n > best)
            d->where = folder_of(d, r);
        best = n > best ? n : best;
    }
    return best > 0;
}

static int place_choose(struct draft *d, struct error *err)
{
    const struct rule *alike = rule_alike(d, d->pack);
    if (!d->aspect.len)
        d->aspect = alike ? alike->aspect : slice_str(built_in[0].aspect);
    int rc = aspect_check(d, err);
    bool found = rc == 0 && (folder_usual(d, d->pack) || folder_usual(d, NULL));
    for (size_t i = 0; rc == 0 && i < BUILT_IN_COUNT; i++) {
        if (!slice_equal(slice_str(built_in[i].aspect), d->aspect))
            continue;
        if (!found)
            d->where = slice_str(built_in[i].folder);
        if (!d->form.len)
            d->form = slice_str(built_in[i].form);
    }
    if (!d->form.len)
        d->form = form_name(FORM_TARGET);
    return rc;
}

/* ---- the text ---- */

/* @ID@, @ASPECT@ and @FORM@ are filled in. The comments say what to write in their place. */
static const char project_zh[] =
    "-- 第一行写：查什么，凭什么可以这样要求。第二行写：哪些情形看着像问题、其实不报。\n"
    "rule \"@ID@\" {\n"
    "  title    = \"项目名称未填写\",  -- 清单和报告里的名称，写成一个问题\n"
    "  title_en = \"The project has no name\",\n"
    "  severity = \"warning\",  -- \"error\" 须修改 | \"warning\" 须说明 | \"note\" 提示\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- statutes.lua 里登记的文件，如 { \"mof-2020-10\" }；{} 表示只凭审核实践\n"
    "  each     = \"project\",\n"
    "  where    = { form = \"@FORM@\" },\n"
    "  check = function(p)\n"
    "    if text.is_blank(p.project_name) then\n"
    "      return fail { field = \"project_name\",\n"
    "        message = \"项目名称未填写\", message_en = \"the project has no name\",\n"
    "        suggestion = \"填写立项文件上的项目名称\" }\n"
    "    end\n"
    "  end,\n"
    "  -- 示例只写有关的栏目，其余取自一份没有问题的表。bad 必须报在所写的栏目上，good 必须不报。\n"
    "  bad  = { { project_name = \"\" } },\n"
    "  good = { { project_name = \"农村供水工程维修养护\" } },\n"
    "}\n";
static const char project_en[] =
    "-- First line: what is looked for, and why it may be asked. Second: what looks like it and is fine.\n"
    "rule \"@ID@\" {\n"
    "  title    = \"项目名称未填写\",  -- its name in lists and reports, told as a fault\n"
    "  title_en = \"The project has no name\",\n"
    "  severity = \"warning\",  -- \"error\" | \"warning\" | \"note\"\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- ids of statutes.lua, as { \"mof-2020-10\" }; {} rests on practice alone\n"
    "  each     = \"project\",\n"
    "  where    = { form = \"@FORM@\" },\n"
    "  check = function(p)\n"
    "    if text.is_blank(p.project_name) then\n"
    "      return fail { field = \"project_name\",\n"
    "        message = \"项目名称未填写\", message_en = \"the project has no name\",\n"
    "        suggestion = \"填写立项文件上的项目名称\" }\n"
    "    end\n"
    "  end,\n"
    "  -- Examples hold only what matters; the rest comes from a flawless form. Each `bad` must be found\n"
    "  -- at a field it writes, each `good` must pass.\n"
    "  bad  = { { project_name = \"\" } },\n"
    "  good = { { project_name = \"农村供水工程维修养护\" } },\n"
    "}\n";
static const char indicator_zh[] =
    "-- 第一行写：查什么，凭什么可以这样要求。第二行写：哪些情形看着像问题、其实不报。\n"
    "rule \"@ID@\" {\n"
    "  title    = \"指标名称未填写\",  -- 清单和报告里的名称，写成一个问题\n"
    "  title_en = \"The indicator has no name\",\n"
    "  severity = \"warning\",  -- \"error\" 须修改 | \"warning\" 须说明 | \"note\" 提示\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- statutes.lua 里登记的文件，如 { \"mof-2020-10\" }；{} 表示只凭审核实践\n"
    "  each     = \"indicator\",\n"
    "  where    = { form = \"@FORM@\" },  -- 可再限定 level1、level2，如 level2 = \"数量指标\"\n"
    "  check = function(i)  -- i.project 是所在项目\n"
    "    if text.is_blank(i.level3) then\n"
    "      return fail { field = \"level3\",\n"
    "        message = \"指标名称未填写，指标值为 {target}\", message_en = \"no name beside the target {target}\",\n"
    "        suggestion = \"写明考核的是什么\" }\n"
    "    end\n"
    "  end,\n"
    "  -- 示例只写有关的栏目，其余取自一份没有问题的表；项目的栏目写在 project = { … } 里。\n"
    "  -- bad 必须报在所写的栏目上，good 必须不报。\n"
    "  bad  = { { level3 = \"\", target = \"≥50处\" } },\n"
    "  good = { { level3 = \"维修供水站点\", target = \"≥50处\" } },\n"
    "}\n";
static const char indicator_en[] =
    "-- First line: what is looked for, and why it may be asked. Second: what looks like it and is fine.\n"
    "rule \"@ID@\" {\n"
    "  title    = \"指标名称未填写\",  -- its name in lists and reports, told as a fault\n"
    "  title_en = \"The indicator has no name\",\n"
    "  severity = \"warning\",  -- \"error\" | \"warning\" | \"note\"\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- ids of statutes.lua, as { \"mof-2020-10\" }; {} rests on practice alone\n"
    "  each     = \"indicator\",\n"
    "  where    = { form = \"@FORM@\" },  -- and level1, level2, as level2 = \"数量指标\"\n"
    "  check = function(i)  -- i.project is its project\n"
    "    if text.is_blank(i.level3) then\n"
    "      return fail { field = \"level3\",\n"
    "        message = \"指标名称未填写，指标值为 {target}\", message_en = \"no name beside the target {target}\",\n"
    "        suggestion = \"写明考核的是什么\" }\n"
    "    end\n"
    "  end,\n"
    "  -- Examples hold only what matters; the rest comes from a flawless form, and fields of the project\n"
    "  -- stand in project = { … }. Each `bad` must be found at a field it writes, each `good` must pass.\n"
    "  bad  = { { level3 = \"\", target = \"≥50处\" } },\n"
    "  good = { { level3 = \"维修供水站点\", target = \"≥50处\" } },\n"
    "}\n";
static const char group_zh[] =
    "-- 第一行写：查什么，凭什么可以这样要求。第二行写：哪些情形看着像问题、其实不报。\n"
    "rule \"@ID@\" {\n"
    "  title    = \"同一单位的项目重名\",  -- 清单和报告里的名称，写成一个问题\n"
    "  title_en = \"Two projects of one unit have the same name\",\n"
    "  severity = \"warning\",  -- \"error\" 须修改 | \"warning\" 须说明 | \"note\" 提示\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- statutes.lua 里登记的文件，如 { \"mof-2020-10\" }；{} 表示只凭审核实践\n"
    "  each     = \"group\",\n"
    "  where    = { form = \"@FORM@\" },\n"
    "  -- by：归到哪一组；keep：每个项目记住什么；check：对每一组问一次。报哪个项目不能取决于先后次序。\n"
    "  by    = function(p)\n"
    "    if text.is_blank(p.project_name) then return nil end\n"
    "    return p.unit_name .. \"/\" .. p.project_name\n"
    "  end,\n"
    "  keep  = function(p) return { name = p.project_name } end,\n"
    "  check = function(items)\n"
    "    if #items < 2 then return end\n"
    "    return list.map(items, function(one)\n"
    "      return fail { at = one, field = \"project_name\", related = list.filter(items, function(x) return x ~= one end),\n"
    "        message = \"本单位有 {count} 个项目都叫“{name}”\", message_en = \"{count} projects of this unit are called {name}\",\n"
    "        count = #items, name = one.name, suggestion = \"在名称里写明年度、地点或内容\" }\n"
    "    end)\n"
    "  end,\n"
    "  -- 一个示例是一组项目。bad 必须报在所写的栏目上，good 必须不报；报的不止一个时写明 expect。\n"
    "  bad  = { { { project_code = \"1\", project_name = \"设备购置\" }, { project_code = \"2\", project_name = \"设备购置\" },\n"
    "    expect = { count = 2 } } },\n"
    "  good = { { { project_code = \"1\", project_name = \"设备购置\" }, { project_code = \"2\", project_name = \"设备维修\" } } },\n"
    "}\n";
static const char group_en[] =
    "-- First line: what is looked for, and why it may be asked. Second: what looks like it and is fine.\n"
    "rule \"@ID@\" {\n"
    "  title    = \"同一单位的项目重名\",  -- its name in lists and reports, told as a fault\n"
    "  title_en = \"Two projects of one unit have the same name\",\n"
    "  severity = \"warning\",  -- \"error\" | \"warning\" | \"note\"\n"
    "  aspect   = \"@ASPECT@\",\n"
    "  basis    = {},  -- ids of statutes.lua, as { \"mof-2020-10\" }; {} rests on practice alone\n"
    "  each     = \"group\",\n"
    "  where    = { form = \"@FORM@\" },\n"
    "  -- by: which group; keep: what is remembered of a project; check: asked once per group. Which project\n"
    "  -- is told must not depend on the order they come in.\n"
    "  by    = function(p)\n"
    "    if text.is_blank(p.project_name) then return nil end\n"
    "    return p.unit_name .. \"/\" .. p.project_name\n"
    "  end,\n"
    "  keep  = function(p) return { name = p.project_name } end,\n"
    "  check = function(items)\n"
    "    if #items < 2 then return end\n"
    "    return list.map(items, function(one)\n"
    "      return fail { at = one, field = \"project_name\", related = list.filter(items, function(x) return x ~= one end),\n"
    "        message = \"本单位有 {count} 个项目都叫“{name}”\", message_en = \"{count} projects of this unit are called {name}\",\n"
    "        count = #items, name = one.name, suggestion = \"在名称里写明年度、地点或内容\" }\n"
    "    end)\n"
    "  end,\n"
    "  -- An example is a group of projects. Each `bad` must be found at a field it writes (expect says how\n"
    "  -- often), each `good` must pass.\n"
    "  bad  = { { { project_code = \"1\", project_name = \"设备购置\" }, { project_code = \"2\", project_name = \"设备购置\" },\n"
    "    expect = { count = 2 } } },\n"
    "  good = { { { project_code = \"1\", project_name = \"设备购置\" }, { project_code = \"2\", project_name = \"设备维修\" } } },\n"
    "}\n";

static const struct template {
    const char *each, *zh, *en;
} templates[] = {{"project", project_zh, project_en},
                 {"indicator", indicator_zh, indicator_en},
                 {"group", group_zh, group_en}};

static void template_put(struct buffer *out, const struct draft *d, struct slice text)
{
    const struct {
        struct slice mark, value;
    } marks[] = {{SLICE("@ID@"), d->id}, {SLICE("@ASPECT@"), d->aspect}, {SLICE("@FORM@"), d->form}};
    for (size_t at = 0; at < text.len;) {
        size_t i = 0;
        while (i < 3 && !slice_starts(slice_from(text, at), marks[i].mark))
            i++;
        if (i < 3) {
            buffer_put(out, marks[i].value);
            at += marks[i].mark.len;
        } else {
            buffer_byte(out, text.ptr[at++]);
        }
    }
}

static int each_check(const struct draft *d, const struct template **out, struct error *err)
{
    struct near near;
    near_init(&near, d->each);
    *out = NULL;
    for (size_t i = 0; i < sizeof(templates) / sizeof(*templates); i++) {
        if (slice_equal(slice_str(templates[i].each), d->each))
            *out = &templates[i];
        near_offer(&near, slice_str(templates[i].each));
    }
    if (*out)
        return 0;
    return error_set(err, ERR_USAGE, "--each: 不认识“%.*s”%s%.*s（可选：project, indicator, group）",
                     "--each: unknown value \"%.*s\"%s%.*s (one of: project, indicator, group)",
                     SLICE_ARG(d->each), near.best.len ? " → " : "", SLICE_ARG(near.best));
}

static void path_put(struct buffer *out, const struct draft *d)
{
    struct slice manifest = d->pack->path;
    buffer_put(out, slice_sub(manifest, 0, manifest.len - (sizeof("pack.lua") - 1)));
    if (d->where.len) {
        buffer_put(out, d->where);
        buffer_byte(out, '/');
    }
    buffer_put(out, d->id);
    if (d->subject.len) {
        buffer_byte(out, '-');
        buffer_put(out, d->subject);
    }
    buffer_text(out, ".lua");
}

static int draft_make(struct draft *d, const jihe_new_rule *wanted, const struct template **text,
                      struct error *err)
{
    d->id = slice_str(wanted->id);
    d->subject = slice_str(wanted->subject);
    d->aspect = slice_str(wanted->aspect);
    d->form = slice_str(wanted->form);
    d->each = wanted->each ? slice_str(wanted->each) : SLICE("project");
    d->english = wanted->language == JIHE_ENGLISH;
    int rc = id_check(d, err);
    if (rc == 0 && d->subject.len && !is_word(d->subject, SUBJECT_MAX))
        rc = error_set(err, ERR_USAGE, "--subject: “%.*s”只能由字母、数字和连字符组成，如 low-execution",
                       "--subject: \"%.*s\" must be made of letters, digits and hyphens, as "
                       "low-execution",
                       SLICE_ARG(d->subject));
    if (rc == 0)
        rc = each_check(d, text, err);
    if (rc == 0)
        rc = pack_choose(d, slice_str(wanted->pack), err);
    return rc ? rc : place_choose(d, err);
}

int jihe_rules_new(const jihe_engine *e, const jihe_new_rule *wanted, jihe_file_sink sink,
                   void *context, jihe_error *error)
{
    struct error err = {0};
    const struct template *text = NULL;
    struct buffer path, body;
    if (api_loaded(e, &err))
        return api_error(error, &err, err.code);
    struct draft d = {.engine = e->engine, .set = engine_packs(e->engine)};
    buffer_init(&path, 4096);
    buffer_init(&body, TEXT_BYTES_MAX);
    int rc = draft_make(&d, wanted, &text, &err);
    if (rc == 0) {
        path_put(&path, &d);
        template_put(&body, &d, slice_str(d.english ? text->en : text->zh));
        if (path.failed || body.failed)
            rc = error_memory(&err);
        else if (sink(context, api_text(buffer_slice(&path)), api_text(buffer_slice(&body))) != 0)
            rc = error_set(&err, ERR_STOPPED, "已停止", "stopped");
    }
    buffer_release(&path);
    buffer_release(&body);
    return api_error(error, &err, rc);
}
