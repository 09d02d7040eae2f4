/* The JSON line of one value: keys, their order, exact numbers, nothing that does not apply. */
#include "base/error.h"
#include "write/write.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka wants the headers above first */
#include <cmocka.h>

#define COUNT(list) (sizeof(list) / sizeof(*(list)))

enum { LINE_MAX_BYTES = 1 << 16 };

static const char *const rows[][2] = {
    {"≥95%", "{'text':'≥95%','kind':'number','op':'>=','value':95,'unit':'%'}"},
    {"95.50%", "{'text':'95.50%','kind':'number','op':'=','value':95.50,'unit':'%'}"},
    {"< 3", "{'text':'\\u003c 3','kind':'number','op':'<','value':3}"},
    {"23万元", "{'text':'23万元','kind':'number','op':'=','value':23,'unit':'万元','scale':10000}"},
    {"56万人", "{'text':'56万人','kind':'number','op':'=','value':56,'unit':'万人','scale':10000}"},
    {"2万吨", "{'text':'2万吨','kind':'number','op':'=','value':2,'unit':'万吨','scale':10000}"},
    {"3公里", "{'text':'3公里','kind':'number','op':'=','value':3,'unit':'公里'}"},
    {"1亿元", "{'text':'1亿元','kind':'number','op':'=','value':1,'unit':'亿元','scale':100000000}"},
    {"60万", "{'text':'60万','kind':'number','op':'=','value':60,'unit':'万','scale':10000}"},
    {"80～100万元",
     "{'text':'80～100万元','kind':'range','low':80,'high':100,'unit':'万元','scale':10000}"},
    {"40件50人次，使用救助金额170万元",
     "{'text':'40件50人次，使用救助金额170万元','kind':'compound','parts':["
     "{'op':'=','value':40,'unit':'件'},{'op':'=','value':50,'unit':'人次'},"
     "{'op':'=','value':170,'unit':'万元','scale':10000}]}"},
    {"3月底前招标，6月1日前施工",
     "{'text':'3月底前招标，6月1日前施工','kind':'compound','parts':["
     "{'op':'<=','start':'--03','end':'--03'},{'op':'<=','start':'--06-01','end':'--06-01'}],"
     "'span':'3月底前招标，6月1日前'}"},
    {"2024年12月底前",
     "{'text':'2024年12月底前','kind':'date','op':'<=','start':'2024-12','end':'2024-12'}"},
    {"2024年1月1日-2024年12月31日",
     "{'text':'2024年1月1日-2024年12月31日','kind':'period','op':'=','start':'2024-01-01',"
     "'end':'2024-12-31'}"},
    {"5个工作日内", "{'text':'5个工作日内','kind':'duration','op':'<=','value':5,'unit':'工作日'}"},
    {"比去年下降30%以上",
     "{'text':'比去年下降30%以上','kind':'number','op':'>=','value':30,'unit':'%','change':true,"
     "'falling':true,'span':'下降30%以上'}"},
    {"约50人", "{'text':'约50人','kind':'number','op':'=','value':50,'unit':'人','approximate':true}"},
    {"6月底前完成50%",
     "{'text':'6月底前完成50%','kind':'number','op':'=','value':50,'unit':'%','start':'--06',"
     "'end':'--06','span':'50%'}"},
    {" ≥90% ", "{'text':' ≥90% ','kind':'number','op':'>=','value':90,'unit':'%'}"},
    {"长期", "{'text':'长期','kind':'text'}"},
    {"涉密", "{'text':'涉密','kind':'withheld'}"},
    {"无", "{'text':'无','kind':'na'}"},
    {"%", "{'text':'%','kind':'symbol'}"},
    {"", "{'text':'','kind':'empty'}"},
    {"0.1", "{'text':'0.1','kind':'number','op':'=','value':0.1}"},
    {"-5", "{'text':'-5','kind':'number','op':'=','value':-5}"},
    /* nothing from the text acts on a terminal or ends the string */
    {"a\x1B]x\"\\", "{'text':'a\\u001b]x\\\"\\\\','kind':'text'}"},
    {"5\xE2\x80\xAE人", "{'text':'5\\u202e人','kind':'number','op':'=','value':5,'unit':'人'}"},
    {"\xFF", "{'text':'\xEF\xBF\xBD','kind':'symbol'}"},
};

/* The rows are written with ' for ", so that they can be read. */
static void unquote(const char *from, struct buffer *to)
{
    for (; *from; from++)
        buffer_byte(to, *from == '\'' ? '"' : *from);
}

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buffer want, got;
        struct error err;
        buffer_init(&want, LINE_MAX_BYTES);
        buffer_init(&got, LINE_MAX_BYTES);
        unquote(rows[i][1], &want);
        assert_int_equal(write_value(&got, slice_str(rows[i][0]), &err), 0);
        if (!slice_equal(buffer_slice(&got), buffer_slice(&want)))
            print_error("want %.*s\ngot  %.*s\n", SLICE_ARG(buffer_slice(&want)),
                        SLICE_ARG(buffer_slice(&got)));
        assert_true(slice_equal(buffer_slice(&got), buffer_slice(&want)));
        buffer_release(&want);
        buffer_release(&got);
    }
}

/* What stood in the buffer stays, and a buffer that is too small is told. */
static void test_buffer(void **state)
{
    struct buffer b;
    struct error err = {0};
    (void)state;
    buffer_init(&b, LINE_MAX_BYTES);
    buffer_text(&b, "before\n");
    assert_int_equal(write_value(&b, SLICE("无"), &err), 0);
    assert_true(slice_starts(buffer_slice(&b), SLICE("before\n{\"text\":\"无\"")));
    buffer_release(&b);
    buffer_init(&b, 16);
    assert_int_equal(write_value(&b, SLICE("40件50人次"), &err), ERR_LIMIT);
    assert_true(err.zh[0] && err.en[0]);
    buffer_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_buffer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
