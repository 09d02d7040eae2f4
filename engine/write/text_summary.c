/* The end of the text report: counts in aligned tables and the verdict in words. No
 * times: the same data gives the same bytes. */
#include "write/text.h"

#include "write/told.h"

#include "base/unicode.h"
#include "base/utf8.h"

enum { UNITS_SHOWN = 20, NAME_COLUMNS = 32, LABEL_ZH = 10, LABEL_EN = 13, NUMBER = 8 };

const char *text_verdict(const struct layout *l, int verdict)
{
    static const char *const en[] = {"ready", "explain", "fix", "incomplete"};
    if (l->language == LANGUAGE_EN)
        return en[verdict];
    return verdict_label((enum verdict)verdict).ptr;
}

enum paint text_verdict_paint(int verdict)
{
    static const enum paint paints[] = {PAINT_GREEN, PAINT_YELLOW, PAINT_RED,
                                        PAINT_MAGENTA};
    return paints[verdict];
}

static void put_label(struct layout *l, const char *zh, const char *en)
{
    layout_word(l, PAINT_DIM, layout_say(l, zh, en),
                l->language == LANGUAGE_EN ? LABEL_EN : LABEL_ZH);
}

/* "word 12" with two blanks behind it. */
static void put_count(struct layout *l, enum paint paint, const char *word,
                      uint64_t count)
{
    layout_word(l, count ? paint : PAINT_NONE, word, 0);
    buffer_format(l->out, " %llu  ", (unsigned long long)count);
}

static void end_line(struct layout *l)
{
    while (l->out->len && l->out->ptr[l->out->len - 1] == ' ')
        l->out->len--;
    buffer_byte(l->out, '\n');
}

static void put_rows(struct layout *l, const char *zh, const char *en, struct row_count n)
{
    put_label(l, zh, en);
    put_count(l, PAINT_NONE, layout_say(l, "读入", "read"), n.read);
    put_count(l, PAINT_NONE, layout_say(l, "已核", "checked"), n.checked);
    put_count(l, PAINT_MAGENTA, layout_say(l, "未收", "rejected"), n.rejected);
    end_line(l);
}

static void put_findings(struct layout *l, const struct summary *s)
{
    put_label(l, "问题", "findings");
    for (int k = SEVERITY_ERROR; k >= SEVERITY_NOTE; k--)
        put_count(l, text_severity_paint((enum severity)k),
                  severity_label((enum severity)k, l->language == LANGUAGE_EN),
                  s->findings[k]);
    uint64_t waived = s->waived[SEVERITY_ERROR] + s->waived[SEVERITY_WARNING] +
                      s->waived[SEVERITY_NOTE];
    if (s->waivers_path.len)
        put_count(l, PAINT_NONE, layout_say(l, "另已豁免", "waived besides"), waived);
    end_line(l);
    put_label(l, "未能核验", "unchecked");
    put_count(l, PAINT_NONE, layout_say(l, "无法判断", "undecided"), s->undecided);
    put_count(l, PAINT_MAGENTA, layout_say(l, "规则出错", "rule errors"), s->rule_errors);
    put_count(l, PAINT_MAGENTA, layout_say(l, "输入问题", "input problems"),
              s->input_errors - s->input_remarks);
    end_line(l);
}

static void put_verdicts(struct layout *l, const struct summary *s)
{
    put_label(l, "项目结论", "verdicts");
    for (int v = VERDICT_PASS; v <= VERDICT_INCOMPLETE; v++)
        put_count(l, text_verdict_paint(v), text_verdict(l, v), s->verdicts[v]);
    end_line(l);
}

static void put_table_row(struct layout *l, struct slice name,
                          const struct named_count *c)
{
    size_t from = l->out->len;
    layout_clip(l->out, name, NAME_COLUMNS - 2);
    size_t used =
        l->out->failed ? 0 : unicode_columns(slice_from(buffer_slice(l->out), from));
    layout_spaces(l, used < NAME_COLUMNS ? NAME_COLUMNS - used : 0);
    buffer_format(l->out, "%*llu%*llu%*llu\n", NUMBER, (unsigned long long)c->error,
                  NUMBER, (unsigned long long)c->warning, NUMBER,
                  (unsigned long long)c->note);
}

static void put_right(struct layout *l, const char *word)
{
    size_t columns = unicode_columns(slice_str(word));
    layout_spaces(l, columns < NUMBER ? NUMBER - columns : 0);
    buffer_text(l->out, word);
}

static void put_table(struct layout *l, const char *zh, const char *en,
                      const struct named_count *items, size_t count)
{
    if (count == 0)
        return;
    layout_word(l, PAINT_BOLD, layout_say(l, zh, en), NAME_COLUMNS);
    for (int s = SEVERITY_ERROR; s >= SEVERITY_NOTE; s--)
        put_right(l, severity_label((enum severity)s, l->language == LANGUAGE_EN));
    buffer_byte(l->out, '\n');
    for (size_t i = 0; i < count && i < UNITS_SHOWN; i++)
        put_table_row(l, aspect_label(items[i].name, l->language), &items[i]);
    if (count > UNITS_SHOWN)
        buffer_format(l->out,
                      layout_say(l, "… 另有 %zu 项，见 json 格式的报告\n",
                                 "… %zu more: see the report as json\n"),
                      count - UNITS_SHOWN);
    buffer_byte(l->out, '\n');
}

static void put_packs(struct layout *l, const struct summary *s)
{
    struct buffer text;
    buffer_init(&text, l->out->max);
    for (size_t i = 0; i < s->pack_count; i++) {
        buffer_text(&text, i ? layout_say(l, "、", ", ") : "");
        buffer_put(&text, s->packs[i]);
    }
    if (s->pack_count)
        buffer_format(&text, layout_say(l, "，规则 %llu 条", ", %llu rules"),
                      (unsigned long long)s->rules_loaded);
    else
        buffer_text(&text, layout_say(l, "没有可以核验的项目，没有用到规则",
                                      "nothing to check, so no rules were used"));
    if (s->rules_failed)
        buffer_format(&text, layout_say(l, "，未能载入 %llu 条", ", %llu not loaded"),
                      (unsigned long long)s->rules_failed);
    size_t width = l->language == LANGUAGE_EN ? LABEL_EN : LABEL_ZH;
    put_label(l, "规则包", "packs");
    layout_hang(l, width, width, buffer_slice(&text));
    buffer_release(&text);
    if (s->fingerprint[0]) {
        put_label(l, "核验指纹", "fingerprint");
        buffer_put(l->out, utf8_head(slice_str(s->fingerprint), 16));
        buffer_byte(l->out, '\n');
    }
}

/* The first line of a kind has its label; the others hang below it. */
struct telling {
    struct layout *layout;
    int last; /* kind, or -1 */
};

static void told_put(void *context, enum told_kind kind, struct slice text)
{
    struct telling *t = context;
    struct layout *l = t->layout;
    size_t width = l->language == LANGUAGE_EN ? LABEL_EN : LABEL_ZH;
    if (t->last == (int)kind)
        layout_spaces(l, width);
    else
        layout_word(l, kind == TOLD_LOOSENED ? PAINT_YELLOW : PAINT_DIM,
                    told_label(kind, l->language), width);
    t->last = (int)kind;
    layout_hang(l, width, width + 2, text);
}

static void put_told(struct layout *l, const struct summary *s)
{
    struct buffer scratch;
    struct telling t = {l, -1};
    buffer_init(&scratch, l->out->max);
    told_visit(s, l->language, &scratch, told_put, &t);
    l->out->failed = l->out->failed || scratch.failed;
    buffer_release(&scratch);
}

static void put_verdict(struct layout *l, const struct summary *s)
{
    put_label(l, "结论", "verdict");
    layout_word(l, text_verdict_paint((int)s->verdict), text_verdict(l, (int)s->verdict),
                0);
    buffer_format(
        l->out,
        layout_say(l, "（项目 %llu 个，错误 %llu、警告 %llu、提示 %llu）\n",
                   " (%llu projects: %llu errors, %llu warnings, %llu notes)\n"),
        (unsigned long long)s->projects.read,
        (unsigned long long)s->findings[SEVERITY_ERROR],
        (unsigned long long)s->findings[SEVERITY_WARNING],
        (unsigned long long)s->findings[SEVERITY_NOTE]);
}

void text_summary_put(struct layout *l, const struct summary *s, bool quiet)
{
    if (quiet) {
        put_verdict(l, s);
        return;
    }
    put_table(l, "按方面", "By aspect", s->by_aspect, s->aspect_count);
    if (s->unit_count > 1)
        put_table(l, "按单位", "By unit", s->by_unit, s->unit_count);
    put_rows(l, "项目", "projects", s->projects);
    put_rows(l, "指标", "indicators", s->indicators);
    put_findings(l, s);
    put_verdicts(l, s);
    put_packs(l, s);
    put_told(l, s);
    put_verdict(l, s);
}
