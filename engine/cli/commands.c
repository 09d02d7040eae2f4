/* From argv to a command: the table, its help, and what is said when no command is meant. */
#include "cli/commands.h"

#include "base/near.h"
#include "cli/say.h"

static const struct command table[] = {
    {"check", FOR_CHECK, "INPUT...", "核验表格，给出结论和报告", "check forms and report",
     "INPUT 是文件、文件夹，或 -（标准输入，NDJSON）。\n"
     "退出状态：0 无须修改；1 有 --fail-on 级别以上的问题；2 用法、规则包或配置有误；"
     "3 有内容未能核验。\n",
     "INPUT is a file, a folder, or - (standard input, NDJSON).\n"
     "Exit status: 0 nothing to mend; 1 findings at or above --fail-on; 2 wrong usage, "
     "pack or\n"
     "configuration; 3 something could not be checked.\n",
     1, SIZE_MAX, check_run},
    {"convert", FOR_CONVERT, "INPUT... -o OUT", "把表格的内容转为 NDJSON、CSV 或 XLSX",
     "turn forms into NDJSON, CSV or XLSX records",
     "OUT 以 .ndjson 或 .xlsx 结尾，或是一个文件夹（其中为 projects.csv、indicators.csv、"
     "goals.csv）。\n"
     "退出状态：0 全部写出；2 用法、规则包或配置有误；3 有内容未能读取，或未能写出。\n",
     "OUT ends in .ndjson or .xlsx, or is a folder (with projects.csv, indicators.csv,\n"
     "goals.csv).\n"
     "Exit status: 0 all was written; 2 wrong usage, pack or configuration; 3 something "
     "could not\n"
     "be read, or not be written.\n",
     1, SIZE_MAX, convert_run},
    {"review", FOR_REVIEW, "INPUT... -o FILE", "逐项目填写绩效目标审核表，建议等级",
     "fill in the bureau's review form per project, with a suggested grade",
     "FILE 以 .xlsx、.html 或 .ndjson 结尾。等级和得分都是建议，由审核人确认；"
     "规则无法核验的内容标明“未能核验”，不给分。\n"
     "退出状态：0 已写出；2 用法、规则包或配置有误；3 有内容未能核验。\n",
     "FILE ends in .xlsx, .html or .ndjson. Grades and points are suggestions for a person to\n"
     "confirm; what no rule could judge is marked so and gives no points.\n"
     "Exit status: 0 written; 2 wrong usage, pack or configuration; 3 something could not be\n"
     "checked.\n",
     1, SIZE_MAX, review_run},
    {"value", FOR_VALUE, "TEXT...", "显示一个单元格的文字如何理解",
     "show how a cell's text is understood",
     "每个 TEXT 输出一行 JSON。以 - 开头的文字写在 -- 之后。\n",
     "One line of JSON per TEXT. Put a TEXT that begins with - behind --.\n", 1, SIZE_MAX,
     value_run},
    {"diff", FOR_DIFF, "OLD NEW", "比较两次核验结果：已改正、仍在、新出现、规避",
     "compare two reports: fixed, still there, new, dodged",
     "OLD 和 NEW 是 --format ndjson 或 json 的核验结果。\n"
     "规避指问题没有了而没有真正改正：数值刚好越过界限、指标被删去、项目被拆分或不见了、换了说法而没有新内容。\n"
     "退出状态：0 没有新出现和规避的；1 有；2 用法有误；3 文件读不了。\n",
     "OLD and NEW are reports in ndjson or json.\n"
     "Dodged: gone without being mended. A value moved just across a threshold, an indicator was deleted, a\n"
     "project was split or is gone, other words say the same.\n"
     "Exit status: 0 nothing new or dodged; 1 something; 2 wrong usage; 3 a file cannot be read.\n",
     2, 2, diff_run},
    {"rules list", FOR_LIST, "[FILTER]", "列出规则", "list the rules",
     "FILTER 由名称和 and、or、not、括号组成，如 'SEV-* and error'、'(自评质量 or 完整性) and not note'。\n"
     "名称是编号（可用 * 和 ?）、方面、级别、对象、表格种类、规则包、参数或文号的编号。\n",
     "FILTER is made of names, and, or, not and parentheses: 'SEV-* and error'. A name is an id (* and ?\n"
     "stand for letters), an aspect, severity, kind of record, form, pack, parameter or statute.\n",
     0, SIZE_MAX, rules_list_run},
    {"rules show", FOR_SHOW, "ID", "显示一条规则及其参数、依据和来源",
     "show a rule with its parameters, its basis and where each comes from", NULL, NULL,
     1, 1, rules_show_run},
    {"rules test", FOR_TEST, "[ID...]", "运行规则自带的示例", "run the examples of rules",
     "退出状态：0 全部通过；1 有示例未通过；2 有规则未能载入。\n",
     "Exit status: 0 all pass; 1 an example fails; 2 a rule did not load.\n", 0, SIZE_MAX,
     rules_test_run},
    {"rules basis", FOR_BASIS, "[ID...]", "列出依据登记簿，以及每个文件支撑的规则和参数",
     "list the register of statutes and what rests on each",
     "ID 是登记簿里的编号；不写时列出全部。--as-of 之时已无依据的标为“失去依据”。\n"
     "退出状态：0 都有依据；1 有规则、参数或豁免失去依据；2 用法或规则包有误。\n",
     "ID is a statute's id; all of them without one. What is left without a basis at --as-of is told.\n"
     "Exit status: 0 everything has a basis; 1 something is left without; 2 wrong usage or pack.\n",
     0, SIZE_MAX, rules_basis_run},
    {"rules forms", FOR_FORMS, "[INPUT...]", "列出能读的表样，以及每个表样凭什么认出表格",
     "list the forms that can be read, and what each is known by",
     "表样是规则包 forms/ 下的 Lua 文件，写法见 docs/form-maps.md。不写 --region 时列出所有规则包的。\n"
     "写了 INPUT 时，显示表样看到的文件：每行文字、每个表格的每一格，以及哪些表样认领它。\n",
     "Form maps are Lua files under forms/ of a pack; docs/form-maps.md says how to write one. Without\n"
     "--region those of all packs are listed. Of an INPUT it shows what form maps see: every line, every\n"
     "cell of every table, and which maps claim it.\n",
     0, SIZE_MAX, rules_forms_run},
    {"rules lint", FOR_LINT, "", "找出规则里可疑之处", "find what is odd about the rules",
     "没有用到的参数和词表、不可能成立的比较、报不出来的规则、总是同时报的两条规则。\n"
     "退出状态：0 没有；1 有；2 有规则未能载入。\n",
     "Unused parameters and lists, comparisons that never hold, rules that are never heard, rules\n"
     "that always speak together. Exit status: 0 nothing; 1 something; 2 a rule did not load.\n",
     0, 0, rules_lint_run},
    {"rules probe", FOR_PROBE, "INPUT...", "逐处改动没有问题的表，看哪些改动没有规则发现",
     "change clean forms place by place and list what no rule notices",
     "改动：空白、多一位数、元与万元互换、负数、写成上一年、整行重复、空话。--reasons 里写明原因的另列。\n"
     "退出状态：0 每种表至少发现 95%，其余都有原因；1 不足；3 有行未能读入。\n",
     "Changes: blank, a digit too many, 元 for 万元, a minus, the year before, a row twice, empty words.\n"
     "Exit status: 0 at least 95 % noticed of each form and the rest accounted for; 1 less than that;\n"
     "3 a row could not be read.\n",
     1, SIZE_MAX, rules_probe_run},
    {"rules new", FOR_NEW, "ID", "写一条可以改的新规则", "write a new rule, ready to edit",
     "文件按方面放进规则包的文件夹，载入无误，示例即可通过。不写 --pack、--aspect 时随编号相近的规则。\n",
     "The file goes to its aspect's folder of the pack; it loads, and its examples pass. Without\n"
     "--pack and --aspect it follows the rules whose ids begin alike.\n",
     1, 1, rules_new_run},
    {"rules doc", FOR_DOC, "", "把规则写成网页可读的说明，每个规则包一页", "write the rules as pages to read",
     "-o DIR 是放各页（Markdown）的文件夹；其中不再有规则包的页会删去。\n",
     "-o DIR is the folder of the Markdown pages; pages of packs that are gone are removed.\n", 0, 0,
     rules_doc_run},
};

enum { TABLE_COUNT = sizeof(table) / sizeof(*table), NAME_COLUMN = 30 };

/* ---- help ---- */

static void put_overview(struct buffer *out, bool english)
{
    buffer_text(out, SAY(english, "jihe（稽核）：核验预算绩效表格\n\n用法：\n",
                         "jihe: checks budget-performance forms\n\nUsage:\n"));
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        size_t from = out->len;
        buffer_format(out, "  jihe %s %s", table[i].name, table[i].usage);
        say_pad(out, from, NAME_COLUMN);
        buffer_format(out, "  %s\n", SAY(english, table[i].zh, table[i].en));
    }
    size_t from = out->len;
    buffer_text(out, "  jihe help [COMMAND]");
    say_pad(out, from, NAME_COLUMN);
    buffer_format(out, "  %s\n", SAY(english, "显示帮助", "show help"));
    from = out->len;
    buffer_text(out, "  jihe --version");
    say_pad(out, from, NAME_COLUMN);
    buffer_format(out, "  %s\n", SAY(english, "显示版本", "show the version"));
}

static void put_help(struct buffer *out, const struct command *c, bool english)
{
    buffer_format(out, "jihe %s %s%s[%s]\n%s\n", c->name, c->usage,
                  c->usage[0] ? " " : "", SAY(english, "选项", "OPTIONS"),
                  SAY(english, c->zh, c->en));
    if (c->more_zh)
        buffer_format(out, "\n%s", SAY(english, c->more_zh, c->more_en));
    buffer_text(out, SAY(english, "\n选项：\n", "\nOptions:\n"));
    options_help(out, c->bit, english);
}

/* ---- which command ---- */

/* The command that argv begins with and how many words its name has; NULL when there is
 * none. */
static const struct command *command_find(int argc, char *const *argv, int *words)
{
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        struct slice name = slice_str(table[i].name);
        size_t space = slice_find(name, SLICE(" "), 0);
        *words = space == SIZE_MAX ? 1 : 2;
        if (argc < *words || !slice_equal(slice_sub(name, 0, space), slice_str(argv[0])))
            continue;
        if (*words == 1 || slice_equal(slice_from(name, space + 1), slice_str(argv[1])))
            return &table[i];
    }
    return NULL;
}

/* What was typed, as far as it could be a command's name. */
static void put_typed(struct buffer *out, int argc, char *const *argv)
{
    buffer_text(out, argv[0]);
    if (!strcmp(argv[0], "rules") && argc > 1 && argv[1][0] != '-')
        buffer_format(out, " %s", argv[1]);
}

/* "rules" alone: what may follow it. */
static void rules_needed(struct error *err)
{
    struct buffer words;
    buffer_init(&words, 1024);
    for (size_t i = 0; i < TABLE_COUNT; i++) {
        struct slice name = slice_str(table[i].name);
        if (!slice_starts(name, SLICE("rules ")))
            continue;
        buffer_text(&words, words.len ? ", " : "");
        buffer_put(&words, slice_from(name, sizeof("rules ") - 1));
    }
    error_set(err, ERR_USAGE, "rules 之后请写其中之一：%.*s", "rules needs one of: %.*s",
              SLICE_ARG(buffer_slice(&words)));
    buffer_release(&words);
}

static int command_unknown(bool english, int argc, char *const *argv)
{
    struct near near;
    struct buffer typed;
    struct error err;
    buffer_init(&typed, 4096);
    put_typed(&typed, argc, argv);
    struct slice wanted = buffer_slice(&typed);
    near_init(&near, wanted);
    for (size_t i = 0; i < TABLE_COUNT; i++)
        near_offer(&near, slice_str(table[i].name));
    near_offer(&near, SLICE("help"));
    if (slice_equal(wanted, SLICE("rules")))
        rules_needed(&err);
    else if (near.best.len)
        error_set(&err, ERR_USAGE, "没有命令 %.*s，是否指 jihe %.*s？",
                  "there is no command %.*s; did you mean jihe %.*s?", SLICE_ARG(wanted),
                  SLICE_ARG(near.best));
    else
        error_set(&err, ERR_USAGE, "没有命令 %.*s，见 jihe help",
                  "there is no command %.*s; see jihe help", SLICE_ARG(wanted));
    buffer_release(&typed);
    say_error(english, &err);
    return EXIT_USAGE;
}

static int help_main(bool english, int argc, char *const *argv)
{
    struct buffer out;
    int words;
    const struct command *c = argc > 0 ? command_find(argc, argv, &words) : NULL;
    bool all = argc > 0 && !c && !strcmp(argv[0], "rules") && argc == 1;
    if (argc > 0 && !c && !all && argv[0][0] != '-')
        return command_unknown(english, argc, argv);
    buffer_init(&out, 1 << 20);
    if (c)
        put_help(&out, c, english);
    else
        put_overview(&out, english);
    return say_out(english, 1, &out);
}

/* ---- running it ---- */

static int operands_check(const struct command *c, const struct settings *s,
                          struct error *err)
{
    if (s->operand_count < c->least)
        return error_set(err, ERR_USAGE, "jihe %s 之后缺少 %s", "jihe %s needs %s",
                         c->name, c->usage);
    if (s->operand_count > c->most)
        return error_set(err, ERR_USAGE, "jihe %s: 多余的参数“%s”",
                         "jihe %s: there is one argument too many: \"%s\"", c->name,
                         s->operands[c->most]);
    return 0;
}

static int command_run(const struct command *c, bool english, int argc, char *const *argv)
{
    struct settings s = {.english = english};
    struct error err = {0};
    struct buffer out;
    int status;
    int rc = options_parse(&s, c->bit, argc, argv, &err);
    if (rc == 0 && s.help) {
        buffer_init(&out, 1 << 20);
        put_help(&out, c, english);
        status = say_out(english, 1, &out);
    } else {
        rc = rc ? rc : operands_check(c, &s, &err);
        if (rc)
            say_error(english, &err);
        status = rc ? say_status(rc) : c->run(&s);
    }
    options_release(&s);
    return status;
}

static int version_main(bool english)
{
    struct buffer out;
    buffer_init(&out, 256);
    buffer_format(&out, "jihe %s\n", jihe_version());
    return say_out(english, 1, &out);
}

int commands_main(int argc, char *const *argv)
{
    bool english = options_english(argc, argv);
    int words;
    struct error err;
    if (argc < 2) {
        error_set(&err, ERR_USAGE, "请给出命令，见 jihe help",
                  "a command is needed; see jihe help");
        say_error(english, &err);
        return EXIT_USAGE;
    }
    const char *first = argv[1];
    if (!strcmp(first, "--version") || !strcmp(first, "-V"))
        return version_main(english);
    if (!strcmp(first, "help") || !strcmp(first, "--help") || !strcmp(first, "-h"))
        return help_main(english, argc - 2, argv + 2);
    const struct command *c = command_find(argc - 1, argv + 1, &words);
    if (!c && !strcmp(first, "rules") && argc > 2 &&
        (!strcmp(argv[2], "--help") || !strcmp(argv[2], "-h")))
        return help_main(english, 0, NULL);
    if (!c)
        return command_unknown(english, argc - 1, argv + 1);
    return command_run(c, english, argc - 1 - words, argv + 1 + words);
}
