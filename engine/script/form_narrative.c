/* Indicators told in one narrative cell: its headings (一、产出指标 （一）数量指标 1.质量指标：), the sentences below each
 * of them, and in a sentence the name and the value. */
#include "script/form_host.h"

#define NUMBERS "[一二三四五六七八九十]+"
#define NAMES                                                                                      \
    "(?:产出|效益|效果|满意度|成本|数量|质量|时效|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|"     \
    "经济成本|社会成本|生态环境成本)指标"

/* A heading has a number, or a colon behind it where it is a name that forms have. */
static const char heading[] =
    "(?:" NUMBERS "[、.．]|[（(]\\s*" NUMBERS "\\s*[）)])\\s*\\p{Lo}{2,9}指标[^\\S\\n]*[:：]?"
    "|(?:\\d{1,2}[、.．]|[（(]\\d{1,2}[）)])\\s*" NAMES "[^\\S\\n]*[:：]?|(?<!\\p{Lo})" NAMES
    "[^\\S\\n]*[:：]";
static const char first_level[] = "(?:^|[、.．）)])\\s*(?:产出|效益|效果|满意度)指标|^" NUMBERS "[、.．]";
static const char level_name[] = "\\p{Lo}{2,9}指标";

/* “1、” “2.” “；” “。” each begin another sentence; decimals and the points of dates do not. */
static const char sentence[] =
    "(?:[。；;，,:：\\s]|^)\\d{1,2}(?:[、．]|\\.+(?!\\d)|\\.(?=20\\d\\d年|\\d{1,2}月))"
    "|(?<=\\p{Lo})\\d{1,2}、(?=[≥≤＞＜><=])|[。；;]";
/* Without what is left of a number in front, and without signs at either end. */
static const char sentence_body[] =
    "^(?:目标" NUMBERS ")?(?:\\d{1,2}[:：])?[\\s.:：,，、]*"
    "(?:1(?=\\p{Lo}{4})(?![名个人次件场起项家户元万千百年月日天份本册处台套期条]))?(.*?)[\\s,，、.]*$";

static const char name_and_value[] =
    "^(.*?)\\s*((?:(?:达到|不少于|不低于|不超过|不高于|大于|小于|超过|控制在|每年|每月|全年)*\\s*"
    "(?:[≥≤＞＜><=＝》《]|\\$(?:\\\\[a-z]+)?)?\\s*\\d[\\d.,]*(?:\\s*[-~～—至]\\s*\\d[\\d.,]*)?\\s*"
    "(?:\\\\?[%％‰]\\$?|[A-Za-z㎡℃°]{1,3}|\\p{Lo}{0,3}(?:[/／]\\p{Lo}{1,3}(?:[·•]\\p{Lo}{1,2})?)*)"
    "(?:[（(][^()（）]*[）)])?))$";
/* A date is a value of its own. */
static const char date_begins[] = "^(?:19|20)\\d\\d\\s*年", date_ends[] = "[日月年底前]$";

/* Pushes cell:method(text) of the cell at `index`. */
static void ask(lua_State *L, int index, const char *method, const char *text)
{
    lua_getfield(L, index, method);
    lua_pushvalue(L, index);
    lua_pushstring(L, text);
    lua_call(L, 2, 1);
}

static bool found(lua_State *L, struct slice text, const char *re, struct slice *whole)
{
    return text_groups(L, text, 0, slice_str(re), whole, 1) > 0;
}

int cell_sentences(lua_State *L)
{
    (void)cell_check(L, 1);
    lua_settop(L, 1);
    lua_newtable(L);
    ask(L, 1, "items", sentence);
    lua_Integer made = 0;
    for (lua_Integer i = 1; lua_rawgeti(L, 3, i) == LUA_TTABLE; i++, lua_settop(L, 3)) {
        lua_getfield(L, -1, "text");
        ask(L, 5, "match", sentence_body);
        const struct cell_box *said = cell_get(L, 6);
        if (said && slice_trim(cell_text(L, 6, said)).len)
            lua_rawseti(L, 2, ++made);
    }
    lua_settop(L, 2);
    return 1;
}

/* The name and the value; the whole text twice where it has no value in it. */
int cell_name_value(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    struct slice text = cell_text(L, 1, c), groups[3];
    lua_settop(L, 1);
    charge(L, text.len / 4);
    if (found(L, text, date_begins, groups) && found(L, text, date_ends, groups)) {
        cell_push_text(L, c, SLICE(""));
        lua_pushvalue(L, 1);
    } else if (text_groups(L, text, 0, slice_str(name_and_value), groups, 3) == 3) {
        struct slice name = groups[1], value = groups[2];
        cell_push_text(L, c, name);
        cell_push_text(L, c, value);
    } else {
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 1);
    }
    return 2;
}

/* Fills the item on top: its name and level, where it begins with a heading. */
static void heading_fill(lua_State *L, const struct cell_box *c)
{
    struct slice name;
    int item = lua_gettop(L);
    lua_getfield(L, item, "mark");
    struct slice mark = slice_at(L, -1);
    bool first = found(L, mark, first_level, &name);
    lua_pushinteger(L, first ? 1 : 2);
    lua_setfield(L, item, "level");
    if (found(L, mark, level_name, &name)) {
        cell_push_text(L, c, name);
        lua_setfield(L, item, "name");
    }
    lua_settop(L, item);
}

int cell_headings(lua_State *L)
{
    const struct cell_box *c = cell_check(L, 1);
    lua_settop(L, 1);
    ask(L, 1, "items", heading);
    for (lua_Integer i = 1; lua_rawgeti(L, 2, i) == LUA_TTABLE; i++, lua_settop(L, 2))
        heading_fill(L, c);
    lua_settop(L, 2);
    return 1;
}
