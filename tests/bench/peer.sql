-- The database peer of `make bench`: three of the simplest rules, as a reviewer with sqlite3 writes them.
.mode csv
.import projects.csv projects
.import indicators.csv indicators
.import goals.csv goals
create index indicator_project on indicators(project_code);
select count(*) from (
  select i.seq from indicators i where trim(i.target) = ''
  union all
  select i.seq from indicators i where i.level2 = '数量指标' and i.target not glob '*[0-9]*'
  union all
  select 0 from projects p where p.form = 'self_evaluation' and trim(p.deviation_reason) = ''
    and cast(p.executed as real) < 0.6 * cast(p.budget_total as real)
  union all
  select 0 from projects p where not exists
    (select 1 from indicators i where i.project_code = p.project_code and i.level2 = '数量指标')
);
