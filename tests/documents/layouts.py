"""The forms of the five documents, as blocks: what a clerk would have on paper.

A block is ('text', line) or ('table', columns, rows). A row is a list of cells; a cell is a text or
cell(text, across, down). Amounts and percentages are wrapped in number(text), so that a workbook holds them as
numbers with a format. Sheets of a workbook are lists of blocks with a name.
"""


class cell:  # noqa: N801 (reads as a word in the layouts)
    def __init__(self, text, across=1, down=1, number=False):
        self.text, self.across, self.down, self.number = text, across, down, number


def number(text, across=1):
    return cell(text, across, 1, True)


def groups(rows, key):
    """[(value, length)] of runs of equal values."""
    out = []
    for row in rows:
        if out and out[-1][0] == row[key]:
            out[-1][1] += 1
        else:
            out.append([row[key], 1])
    return out


def tree(indicators, rest, first=()):
    """Rows of indicators whose level1 and level2 are merged downwards; `rest(i)` are the cells behind level2 and
    `first` cells that reach down over all rows."""
    rows = []
    starts1 = starts2 = 0
    last1 = last2 = None
    for k, i in enumerate(indicators):
        row = list(first) if k == 0 else []
        if i['level1'] != last1 or k == starts1:
            length = 1
            while k + length < len(indicators) and indicators[k + length]['level1'] == i['level1']:
                length += 1
            row.append(cell(i['level1'], 1, length))
            starts1, last1, last2 = k + length, i['level1'], None
        if i['level2'] != last2 or k == starts2:
            length = 1
            while k + length < starts1 and indicators[k + length]['level2'] == i['level2']:
                length += 1
            row.append(cell(i['level2'], 1, length))
            starts2, last2 = k + length, i['level2']
        rows.append(row + rest(i))
    return rows


def boxes(options, ticked):
    return ' '.join(f'{n}、{name} {"☑" if name in ticked else "□"}' for n, name in enumerate(options, 1))


# ---- 申报表（湖北） ----

def declaration(records):
    r = records[0]
    table = [
        [cell('申报单位：' + r['unit_name'], 4), cell('金额单位：' + r['currency_unit'], 2)],
        ['项目名称', r['project_name'], '项目类别', '；'.join(r['category']), '项目性质', '；'.join(r['attribute'])],
        ['立项依据', cell(r['legal_basis'], 5)],
        ['项目预算', cell(r['budget_total'], 5)],
        [cell('项目绩效总目标', 6)],
        ['名称', cell('目标说明', 5)],
    ]
    counts = {'long': 0, 'annual': 0}
    for goal in r['goals']:
        counts[goal['term']] += 1
        name = {'long': '长期', 'annual': '年度'}[goal['term']]
        table.append([f'{name}绩效目标{counts[goal["term"]]}', cell(goal['text'], 5)])
    table += [
        [cell('长期绩效目标表', 6)],
        ['目标名称', '一级指标', '二级指标', '三级指标', '指标值', '指标值确定依据'],
        ['目标名称', '一级指标', '二级指标', '三级指标', '绩效目标分类', '指标内容'],
    ]
    for term, name in (('annual', '年度目标'), ('long', '长期目标')):
        rows = [i for i in r['indicators'] if i['term'] == term]
        table += tree(rows, lambda i: [i['level3'], i['goal'], i['target']], [cell(name, 1, len(rows))])
    year, month, day = r['reported_on'].split('-')
    table += [
        [cell('主管部门审核意见', 1, 2), cell('审核意见：' + r['review_opinion'], 5)],
        [cell(f'单位公章：{year}年{int(month)}月{int(day)}日', 5)],
    ]
    return [('申报表', [('text', '项目绩效目标申报表'), ('table', 6, table)])]


# ---- 绩效目标表（河北） ----

def target_table(r):
    table = [
        [cell(r['unit_code'] + r['unit_name'], 5), cell('单位：' + r['currency_unit'], 2)],
        ['项目编码', cell(r['project_code'], 2), '项目名称', cell(r['project_name'], 3)],
        [cell('预算规模及资金用途', 1, 2), '预算数', number(r['budget_total']), '其中：财政资金',
         number(r['budget_fiscal']), '其他资金', number(r['budget_other'])],
        [cell(r['purpose'], 6)],
    ]
    months = list(r['payment_plan'].items())
    spans = [2, 2, 1, 1] if len(months) == 4 else [6] + [1] * 0
    table += [
        [cell('资金支出计划（%）', 1, 2)] + [cell(f'{int(m)}月底', spans[k]) for k, (m, _) in enumerate(months)],
        [number(v, spans[k]) for k, (_, v) in enumerate(months)],
        ['绩效目标', cell('\n'.join(g['text'] for g in r['goals']), 6)],
        ['一级指标', '二级指标', '三级指标', '绩效指标描述', '指标值', cell('指标值确定依据', 2)],
    ]
    table += tree(r['indicators'], lambda i: [i['level3'], i['description'], i['target'], cell(i['target_basis'], 2)])
    return table


def target(records, title):
    sheets = []
    for n, r in enumerate(records, 1):
        blocks = [('text', line) for line in title] if n == 1 else []
        blocks += [('text', f'{n}、{r["project_name"]}绩效目标表'), ('table', 7, target_table(r))]
        sheets.append((f'{n}.{r["project_name"]}', blocks))
    return sheets


# ---- 自评表（湖北） ----

def self_evaluation(records):
    sheets = []
    for n, r in enumerate(records, 1):
        year, month, day = r['reported_on'].split('-')
        rows = len(r['indicators'])
        table = [
            ['项目名称', cell(r['project_name'], 5)],
            ['主管部门', cell(r['department'], 2), '项目实施单位', cell(r['implementing_unit'], 2)],
            ['项目类别', cell(boxes(['部门预算项目', '市直专项', '省对下转移支付项目'], r['category']), 5)],
            ['项目属性', cell(boxes(['持续性项目', '新增性项目'], r['attribute']), 5)],
            ['项目类型', cell(boxes(['常年性项目', '延续性项目', '一次性项目'], r['type']), 5)],
            [cell(f'预算执行情况（{r["currency_unit"]}）', 1, 2), cell('', 2), '预算数（A）', '执行数（B）', '执行率（B/A）'],
            [cell('年度财政资金总额', 2), number(r['budget_total']), number(r['executed']), number(r['execution_rate'])],
            [cell('年度绩效目标1', 1, rows + 1), '一级指标', '二级指标', '三级指标', '年初目标值（A）', '实际完成值（B）'],
        ]
        table += tree(r['indicators'], lambda i: [i['level3'], i['target'], i['actual']])
        table += [
            ['偏差大或目标未完成原因分析', cell(r['deviation_reason'], 5)],
            ['改进措施及结果应用方案', cell(r['improvement'], 5)],
        ]
        blocks = [
            ('text', f'{r["year"]}年度{r["project_name"]}项目自评表'),
            ('text', f'单位名称：{r["unit_name"]}    填报日期：{year}年{int(month)}月{int(day)}日'),
            ('table', 6, table),
            ('text', '备注：预算数为调整后财政资金总额，执行数为财政资金实际支出数。'),
        ]
        sheets.append((f'{n}.{r["project_name"]}', blocks))
    return sheets


# ---- 公开表（青海，指标写成一段） ----

NUMERALS = '一二三四五六七八九十'


def sentence(i):
    name, value = i['level3'], i['target']
    return name if name == value else name + value


def narrative(indicators):
    out = []
    for a, (level1, length) in enumerate(groups(indicators, 'level1')):
        start = sum(n for _, n in groups(indicators, 'level1')[:a])
        rows = indicators[start:start + length]
        out.append(f'{NUMERALS[a]}、{level1}')
        at = 0
        for b, (level2, count) in enumerate(groups(rows, 'level2')):
            said = [sentence(i) for i in rows[at:at + count]]
            at += count
            head = f'（{NUMERALS[b]}）{level2}：' if level2 else '：'
            if len(said) > 1:
                said = [f'{n}、{s}' for n, s in enumerate(said, 1)]
            out.append(head + '；'.join(said) + ('。' if said != [''] else ''))
    return '\n'.join(out).replace('\n：', '：')


def disclosure(records):
    first = records[0]
    total = sum(round(float(r['budget_total']) * 100) for r in records) / 100
    table = [
        ['单位编码', '单位及项目名称', f'金额（{first["currency_unit"]}）', '绩效目标', '绩效指标'],
        ['合计', '', '', '', ''],
        [first['unit_code'], first['unit_name'], number(f'{total:.2f}'), '', ''],
    ]
    for n, r in enumerate(records, 1):
        table.append([str(n), r['project_name'], number(r['budget_total']),
                      '\n'.join(g['text'] for g in r['goals']), narrative(r['indicators'])])
    title = f'{first["unit_name"]}{first["year"]}年县级项目支出绩效目标公开表'
    return [('公开表', [('text', title), ('table', 5, table)])]


LAYOUTS = {
    '000-ezhou-declaration-2022': declaration,
    '001-shunping-target-2020': lambda records: target(
        records, ['顺平县司法局', '2020年部门预算绩效文本', '第二部分 预算项目绩效目标']),
    '002-ezhou-self-evaluation-2023': self_evaluation,
    '003-changli-target-2022': lambda records: target(records, ['昌黎县委政法委', '第二部分 预算项目绩效目标']),
    '004-menyuan-disclosure-2024': disclosure,
}
