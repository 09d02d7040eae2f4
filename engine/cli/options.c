/* The table of options, its parser and its help. An option's value is checked here
 * against the names the library knows; what only a loaded engine can know (regions,
 * parameters) is checked there. */
#include "cli/options.h"

#include "base/near.h"
#include "cli/say.h"

enum option_kind {
    OPTION_FLAG,
    OPTION_TEXT,
    OPTION_NUMBER,
    OPTION_NAME,
    OPTION_LANG,
    OPTION_TIME,
    OPTION_PARAM
};

struct option {
    const char *name, *letter; /* "--rules"; "-r" or NULL */
    enum option_kind kind;
    unsigned commands;
    size_t place;  /* of the member in struct settings */
    int low, high; /* numbers */
    jihe_names names;
    const char *argument, *zh, *en;
};

#define AT(member) offsetof(struct settings, member)

static const struct option table[] = {
    {"--rules", NULL, OPTION_TEXT, FOR_CHECK | FOR_DIFF | FOR_CONVERT | FOR_REVIEW | FOR_RULES, AT(rules), 0, 0, 0, "DIR",
     "规则文件夹（其下有 national）", "the rules folder (it holds national)"},
    {"--region", NULL, OPTION_TEXT,
     FOR_CHECK | FOR_CONVERT | FOR_REVIEW | FOR_LIST | FOR_SHOW | FOR_BASIS | FOR_FORMS, AT(region), 0, 0, 0,
     "CODE", "按此财政区划的规则包核验：代码或名称",
     "use the packs of this region: code or name"},
    {"--year", NULL, OPTION_NUMBER, FOR_CHECK | FOR_CONVERT | FOR_REVIEW | FOR_LIST | FOR_SHOW | FOR_BASIS,
     AT(year), 1900, 2999, 0, "YEAR", "预算年度", "the budget year"},
    {"--form", NULL, OPTION_NAME, FOR_CHECK | FOR_CONVERT | FOR_REVIEW | FOR_NEW, AT(form), 0, 0, JIHE_NAMES_FORMS, "KIND",
     "表格种类，用于文件自己未注明的情形",
     "the kind of form, where the files do not say"},
    {"--stage", NULL, OPTION_NAME, FOR_CHECK | FOR_REVIEW | FOR_LIST | FOR_SHOW, AT(stage), 0, 0, JIHE_NAMES_STAGES, "STAGE",
     "所处环节", "how far the forms have come"},
    {"--as-of", NULL, OPTION_TIME, FOR_CHECK | FOR_REVIEW | FOR_LIST | FOR_SHOW | FOR_BASIS, AT(as_of), 0, 0, 0, "DATE",
     "按此时的规则、参数和依据核验，而不按各表的年度：明年会发现什么",
     "judge by the rules of this year or day, not of each form's year"},
    {"--param", NULL, OPTION_PARAM, FOR_CHECK | FOR_REVIEW, 0, 0, 0, 0, "NAME=VALUE",
     "本次核验改用此参数值，可多次给出",
     "a rule parameter for this run; may be repeated"},
    {"--format", NULL, OPTION_NAME, FOR_CHECK | FOR_DIFF, AT(format), 0, 0, JIHE_NAMES_FORMATS,
     "FORMAT", "报告格式", "the report's format"},
    {"--output", "-o", OPTION_TEXT, FOR_CHECK | FOR_DIFF, AT(output), 0, 0, 0, "FILE",
     "报告写入文件，格式依扩展名",
     "write the report to a file; its extension tells the format"},
    {"--output", "-o", OPTION_TEXT, FOR_REVIEW, AT(output), 0, 0, 0, "FILE",
     "写到哪个文件：.xlsx、.html 或 .ndjson", "where to: .xlsx, .html or .ndjson"},
    {"--output", "-o", OPTION_TEXT, FOR_CONVERT, AT(output), 0, 0, 0, "OUT",
     "写到哪里：.ndjson、.xlsx，或一个文件夹（CSV）",
     "where to: .ndjson, .xlsx, or a folder (CSV)"},
    {"--output", "-o", OPTION_TEXT, FOR_DOC, AT(output), 0, 0, 0, "DIR",
     "放各页的文件夹", "the folder of the pages"},
    {"--fail-on", NULL, OPTION_NAME, FOR_CHECK, AT(fail_on), 0, 0, JIHE_NAMES_SEVERITIES,
     "SEVERITY", "有此级别以上的问题时退出状态为 1",
     "exit with 1 on findings of this severity or worse"},
    {"--baseline", NULL, OPTION_TEXT, FOR_CHECK, AT(baseline), 0, 0, 0, "FILE",
     "以前的核验结果（ndjson 或 json）：其中已有的问题标为已知，不影响退出状态",
     "an earlier report (ndjson or json): findings it has are marked as known"},
    {"--waivers", NULL, OPTION_TEXT, FOR_CHECK | FOR_BASIS, AT(waivers), 0, 0, 0, "FILE",
     "豁免清单（CSV）：其中准许的问题标为已豁免", "a table of waivers (CSV): findings it lets pass are marked"},
    {"--old-forms", NULL, OPTION_TEXT, FOR_DIFF, AT(old_forms), 0, 0, 0, "INPUT",
     "OLD 所核验的表；不写时取结果里记下的文件", "the forms of OLD; default: the files it names"},
    {"--new-forms", NULL, OPTION_TEXT, FOR_DIFF, AT(new_forms), 0, 0, 0, "INPUT",
     "NEW 所核验的表，即改后的表", "the forms of NEW, as they are now"},
    {"--jobs", NULL, OPTION_NUMBER, FOR_CHECK | FOR_REVIEW, AT(jobs), 1, 1024, 0, "N",
     "线程数，缺省为处理器数", "threads; default: one per processor"},
    {"--reasons", NULL, OPTION_TEXT, FOR_PROBE, AT(reasons), 0, 0, 0, "FILE",
     "已知没有规则发现的改动及原因，每行：表格 字段 改动 原因",
     "changes known to go unnoticed; a line each: form field change why"},
    {"--pack", NULL, OPTION_TEXT, FOR_NEW, AT(pack), 0, 0, 0, "PACK",
     "写入哪个规则包：区划代码、文件夹或名称", "the pack it goes to: code, folder or name"},
    {"--aspect", NULL, OPTION_TEXT, FOR_NEW, AT(aspect), 0, 0, 0, "ASPECT",
     "属于哪个方面，如 完整性、自评质量", "the aspect it belongs to"},
    {"--each", NULL, OPTION_TEXT, FOR_NEW, AT(each), 0, 0, 0, "KIND",
     "逐项目、逐指标还是跨项目：project、indicator、group",
     "asked of each project, indicator or group"},
    {"--subject", NULL, OPTION_TEXT, FOR_NEW, AT(subject), 0, 0, 0, "WORDS",
     "文件名里编号之后的部分，如 low-execution", "behind the id in the file's name"},
    {"--lang", NULL, OPTION_LANG, FOR_ALL, AT(lang), 0, 0, 0, "zh|en", "消息所用语言",
     "the language of messages"},
    {"--quiet", "-q", OPTION_FLAG, FOR_CHECK | FOR_CONVERT | FOR_REVIEW, AT(quiet), 0, 0, 0, NULL,
     "只给结论，不显示进度", "the verdict only, no progress line or remarks"},
    {"--help", "-h", OPTION_FLAG, FOR_ALL, AT(help), 0, 0, 0, NULL, "显示本帮助",
     "show this help"},
};

enum { TABLE_COUNT = sizeof(table) / sizeof(*table), HELP_COLUMN = 26 };

static bool is_english(const char *name)
{
    return name &&
           (!strncmp(name, "en_", 3) || !strncmp(name, "en.", 3) || !strcmp(name, "en"));
}

bool options_english(int argc, char *const *argv)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    bool english = false;
    for (size_t i = 0; i < 3; i++) {
        const char *locale = getenv(variables[i]);
        if (locale && locale[0]) {
            english = is_english(locale);
            break;
        }
    }
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (!strncmp(argv[i], "--lang=", 7))
            english = is_english(argv[i] + 7);
        else if (!strcmp(argv[i], "--lang") && i + 1 < argc)
            english = is_english(argv[i + 1]);
    }
    return english;
}

/* ---- values ---- */

int options_unknown(struct error *err, const char *what, const char *value,
                    jihe_names names)
{
    struct near near;
    struct buffer all;
    const char *name;
    near_init(&near, slice_str(value));
    buffer_init(&all, 512);
    for (size_t i = 0; (name = jihe_name(names, i)) != NULL; i++) {
        near_offer(&near, slice_str(name));
        buffer_text(&all, i ? ", " : "");
        buffer_text(&all, name);
    }
    int rc;
    if (near.best.len)
        rc = error_set(err, ERR_USAGE, "%s: 不认识“%s”，是否指 %.*s？（可选：%.*s）",
                       "%s: unknown value \"%s\"; did you mean %.*s? (one of: %.*s)",
                       what, value, SLICE_ARG(near.best), SLICE_ARG(buffer_slice(&all)));
    else
        rc = error_set(err, ERR_USAGE, "%s: 不认识“%s”（可选：%.*s）",
                       "%s: unknown value \"%s\" (one of: %.*s)", what, value,
                       SLICE_ARG(buffer_slice(&all)));
    buffer_release(&all);
    return rc;
}

static int set_number(struct settings *s, const struct option *o, const char *value,
                      struct error *err)
{
    long n = 0;
    size_t len = strlen(value);
    bool ok = len > 0 && len <= 6;
    for (size_t i = 0; ok && i < len; i++) {
        ok = value[i] >= '0' && value[i] <= '9';
        n = n * 10 + (value[i] - '0');
    }
    if (!ok || n < o->low || n > o->high)
        return error_set(err, ERR_USAGE, "%s: “%s”不是 %d 到 %d 之间的整数",
                         "%s: \"%s\" is not a whole number from %d to %d", o->name, value,
                         o->low, o->high);
    int number = (int)n;
    memcpy((char *)s + o->place, &number, sizeof(number));
    return 0;
}

static bool is_name(jihe_names names, const char *value)
{
    const char *name;
    for (size_t i = 0; (name = jihe_name(names, i)) != NULL; i++)
        if (!strcmp(name, value))
            return true;
    return false;
}

/* A time as the library reads one. */
static int set_time(const struct option *o, const char *value, struct error *err)
{
    jihe_options *probe = jihe_options_new();
    if (!probe)
        return error_memory(err);
    int rc = jihe_options_as_of(probe, value);
    jihe_options_free(probe);
    if (rc == 0)
        return 0;
    return error_set(err, ERR_USAGE, "%s: “%s”不是时间，应如 2027、2027-01 或 2027-01-01",
                     "%s: \"%s\" is no time; write 2027, 2027-01 or 2027-01-01", o->name,
                     value);
}

static int set_value(struct settings *s, const struct option *o, const char *value,
                     struct error *err)
{
    const char *equals = strchr(value, '=');
    int rc;
    switch (o->kind) {
    case OPTION_NUMBER: return set_number(s, o, value, err);
    case OPTION_TIME:
        if ((rc = set_time(o, value, err)) != 0)
            return rc;
        break;
    case OPTION_NAME:
        if (!is_name(o->names, value))
            return options_unknown(err, o->name, value, o->names);
        break;
    case OPTION_LANG:
        if (strcmp(value, "zh") != 0 && strcmp(value, "en") != 0)
            return error_set(err, ERR_USAGE, "--lang: 不认识“%s”（可选：zh, en）",
                             "--lang: unknown value \"%s\" (one of: zh, en)", value);
        break;
    case OPTION_PARAM:
        if (!equals || equals == value)
            return error_set(err, ERR_USAGE, "--param: “%s”应写作 名称=值",
                             "--param: \"%s\" should be NAME=VALUE", value);
        s->params[s->param_count++] = value;
        return 0;
    case OPTION_TEXT:
        if (!value[0])
            return error_set(err, ERR_USAGE, "%s: 值不能为空", "%s: the value is empty",
                             o->name);
        break;
    case OPTION_FLAG: break;
    }
    memcpy((char *)s + o->place, &value, sizeof(value));
    return 0;
}

/* ---- names ---- */

static const struct option *option_find(unsigned command, struct slice name)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if ((table[i].commands & command) &&
            (slice_equal(name, slice_str(table[i].name)) ||
             (table[i].letter && slice_equal(name, slice_str(table[i].letter)))))
            return &table[i];
    return NULL;
}

static int option_unknown(unsigned command, struct slice name, struct error *err)
{
    struct near near;
    near_init(&near, name);
    for (size_t i = 0; i < TABLE_COUNT; i++)
        if (table[i].commands & command)
            near_offer(&near, slice_str(table[i].name));
    if (near.best.len)
        return error_set(err, ERR_USAGE, "没有选项 %.*s，是否指 %.*s？",
                         "there is no option %.*s; did you mean %.*s?", SLICE_ARG(name),
                         SLICE_ARG(near.best));
    return error_set(err, ERR_USAGE, "没有选项 %.*s，见 jihe help",
                     "there is no option %.*s; see jihe help", SLICE_ARG(name));
}

/* Splits "--x=y" and "-oFILE"; *value NULL when none is attached. */
static struct slice option_split(const char *argument, const char **value)
{
    const char *equals = strchr(argument, '=');
    *value = NULL;
    if (argument[1] != '-') {
        *value = argument[2] ? argument + 2 : NULL;
        return slice_of(argument, 2);
    }
    if (!equals)
        return slice_str(argument);
    *value = equals + 1;
    return slice_of(argument, (size_t)(equals - argument));
}

/* One option at argv[*at], which moves to the last argument it used. */
static int option_take(struct settings *s, unsigned command, int argc, char *const *argv,
                       int *at, struct error *err)
{
    const char *value;
    struct slice name = option_split(argv[*at], &value);
    const struct option *o = option_find(command, name);
    if (!o)
        return option_unknown(command, argv[*at][1] == '-' ? name : slice_str(argv[*at]),
                              err);
    if (o->kind == OPTION_FLAG) {
        bool yes = true;
        if (value)
            return error_set(err, ERR_USAGE, "%s 不带值", "%s takes no value", o->name);
        memcpy((char *)s + o->place, &yes, sizeof(yes));
        return 0;
    }
    if (!value && *at + 1 >= argc)
        return error_set(err, ERR_USAGE, "%s 之后缺少值 %s", "%s needs a value: %s",
                         o->name, o->argument);
    return set_value(s, o, value ? value : argv[++*at], err);
}

int options_parse(struct settings *s, unsigned command, int argc, char *const *argv,
                  struct error *err)
{
    bool english = s->english;
    size_t n = argc > 0 ? (size_t)argc : 0;
    *s = (struct settings){.english = english};
    s->params = calloc(n + 1, sizeof(*s->params));
    s->operands = calloc(n + 1, sizeof(*s->operands));
    if (!s->params || !s->operands)
        return error_memory(err);
    bool more = true;
    int rc = 0;
    for (int i = 0; i < argc && rc == 0; i++) {
        if (more && !strcmp(argv[i], "--"))
            more = false;
        else if (more && argv[i][0] == '-' && argv[i][1])
            rc = option_take(s, command, argc, argv, &i, err);
        else
            s->operands[s->operand_count++] = argv[i];
    }
    return rc;
}

void options_release(struct settings *s)
{
    free(s->params);
    free(s->operands);
    s->params = s->operands = NULL;
}

/* ---- help ---- */

static void put_choices(struct buffer *out, const struct option *o, bool english)
{
    const char *name;
    buffer_byte(out, '\n');
    say_pad(out, out->len, HELP_COLUMN);
    for (size_t i = 0; (name = jihe_name(o->names, i)) != NULL; i++) {
        buffer_text(out, i ? SAY(english, "、", ", ") : "");
        buffer_text(out, name);
    }
}

void options_help(struct buffer *out, unsigned command, bool english)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        const struct option *o = &table[i];
        if (!(o->commands & command))
            continue;
        size_t from = out->len;
        buffer_text(out, "  ");
        if (o->letter)
            buffer_format(out, "%s, ", o->letter);
        buffer_format(out, "%s%s%s  ", o->name, o->argument ? " " : "",
                      o->argument ? o->argument : "");
        say_pad(out, from, HELP_COLUMN);
        buffer_text(out, SAY(english, o->zh, o->en));
        if (o->kind == OPTION_NAME)
            put_choices(out, o, english);
        buffer_byte(out, '\n');
    }
}
