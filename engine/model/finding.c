/* Names of severities and verdicts. */
#include "model/finding.h"

static const struct slice severities[] = {
    [SEVERITY_NOTE] = {"note", 4},
    [SEVERITY_WARNING] = {"warning", 7},
    [SEVERITY_ERROR] = {"error", 5},
};

int severity_find(struct slice name)
{
    for (int i = SEVERITY_NOTE; i <= SEVERITY_ERROR; i++)
        if (slice_equal(severities[i], name))
            return i;
    return -1;
}

struct slice severity_name(enum severity s)
{
    return severities[s];
}

const char *severity_label(enum severity s, bool english)
{
    static const char *const labels[] = {"提示", "警告", "错误"};
    return english ? severities[s].ptr : labels[s];
}

struct slice verdict_name(enum verdict v)
{
    static const char *const names[] = {"pass", "explain", "fix", "incomplete"};
    return slice_str(names[v]);
}

struct slice verdict_label(enum verdict v)
{
    static const char *const labels[] = {"可提交", "须说明", "须修改", "无法核验"};
    return slice_str(labels[v]);
}

void finding_advice(struct buffer *out, const struct finding *f, bool english)
{
    const struct remark *r = f->remark;
    struct slice remark = !r ? SLICE_NONE : english && r->text_en.len ? r->text_en : r->text;
    struct slice suggestion = english && f->suggestion_en.len ? f->suggestion_en : f->suggestion;
    buffer_put(out, suggestion);
    if (!remark.len)
        return;
    buffer_text(out, !suggestion.len ? "" : english ? " (" : "（");
    buffer_put(out, remark);
    buffer_text(out, !suggestion.len ? "" : english ? ")" : "）");
}
